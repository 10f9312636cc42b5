package io.mscale.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class XmlTest {

    @Test
    void escape_markup_isText() {
        assertThat(Text.escapeXml("<a b='c' d=\"e\">&")).isEqualTo("&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;");
    }

    @Test
    void escape_whatXmlCannotHold_becomesQuestionMarks() {
        assertThat(Text.escapeXml("a\u0000\ud800\uffff\ud83e\udde0")).isEqualTo("a???\ud83e\udde0");
    }
}
