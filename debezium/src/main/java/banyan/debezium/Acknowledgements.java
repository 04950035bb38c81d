package banyan.debezium;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.connect.source.SourceRecord;

import io.debezium.engine.ChangeEvent;

/** Which records the parent has made safe. Offsets are stored up to there and no further. */
final class Acknowledgements {
    private record Sent(long sequence, ChangeEvent<SourceRecord, SourceRecord> record) {
    }

    private final ArrayDeque<Sent> sent = new ArrayDeque<>();
    private final AtomicLong safe = new AtomicLong();
    private long last;

    /** @return the number by which the parent acknowledges this record and all before it */
    long number(ChangeEvent<SourceRecord, SourceRecord> record) {
        last += 1;
        sent.add(new Sent(last, record));
        return last;
    }

    void acknowledge(long sequence) {
        safe.accumulateAndGet(sequence, Math::max);
    }

    /** @return the newest record that became safe since the last call, null when there is none */
    ChangeEvent<SourceRecord, SourceRecord> takeSafe() {
        ChangeEvent<SourceRecord, SourceRecord> newest = null;
        while (!sent.isEmpty() && sent.peek().sequence() <= safe.get()) {
            newest = sent.poll().record();
        }
        return newest;
    }
}
