package io.mscale.record.mapping;

import io.mscale.api.network.Scales;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Codecs by type, created on first use. */
final class Codecs {

    private final Map<Type, Codec> made = new ConcurrentHashMap<>();
    private final Codec any = new Trees.AnyCodec(this);
    private final Codec anyList = new Trees.ListCodec(any);
    private final Codec anyMap = new Trees.MapCodec(any);

    /**
     * The codec of a component's type.
     *
     * @throws IllegalArgumentException if the type has no JSON form
     */
    Codec of(Type type) {
        Codec known = made.get(type);
        if (known != null) {
            return known;
        }
        Codec codec = make(type);
        Codec earlier = made.putIfAbsent(type, codec);
        return earlier == null ? codec : earlier;
    }

    /** The codec of a value without a declared type. */
    Codec ofValue(Object value) {
        if (value instanceof Map) {
            return anyMap;
        }
        if (value instanceof Collection) {
            return anyList;
        }
        if (value instanceof Enum<?> constant) {
            return of(constant.getDeclaringClass());
        }
        return of(value instanceof Scales ? Scales.class : value.getClass());
    }

    private Codec make(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return Map.class.isAssignableFrom((Class<?>) generic.getRawType())
                    ? new Trees.MapCodec(of(arguments[1]))
                    : new Trees.ListCodec(of(arguments[0]));
        }
        Class<?> plain = (Class<?>) type;
        Codec scalar = Scalars.ALL.get(plain);
        if (scalar != null) {
            return scalar;
        }
        if (plain == Object.class) {
            return any;
        }
        if (Collection.class.isAssignableFrom(plain)) {
            return anyList;
        }
        if (Map.class.isAssignableFrom(plain)) {
            return anyMap;
        }
        if (plain.isEnum()) {
            return Scalars.ofEnum(plain);
        }
        if (plain.isRecord()) {
            return RecordCodec.of(plain, this);
        }
        if (plain.isSealed()) {
            return new SealedCodec(plain, this);
        }
        throw new IllegalArgumentException(type.getTypeName() + " has no form in JSON");
    }
}
