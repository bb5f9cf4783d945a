package io.weft.examples;

import java.io.IOException;

class LocalModeTest implements SameRows {
    @Override
    public Place place() throws IOException {
        return Place.local();
    }
}
