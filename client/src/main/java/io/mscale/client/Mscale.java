package io.mscale.client;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.network.KeptNetwork;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Loads trained networks:
 *
 * <pre>
 * TrainedNetwork network = Mscale.load(Path.of("runs/RUN/cells/CELL"));
 * double[] y = network.predict(0.1, 0.2, 0.3);
 * </pre>
 */
public final class Mscale {

    private Mscale() {}

    /**
     * Loads the network that a cell of a run has kept.
     *
     * @param cell the cell's folder, which has {@code network.json} and {@code parameters.npy}
     * @throws java.nio.file.NoSuchFileException if the folder has no {@code network.json}
     * @throws IOException if the files cannot be read, or are damaged; the message names the file
     */
    public static TrainedNetwork load(Path cell) throws IOException {
        return new TrainedNetwork(KeptNetwork.read(new CellFolder(cell)));
    }
}
