import fc from 'fast-check';

// One seed for everybody, so that a run today and a run tomorrow try the same; FUZZ_SEED tries others, and a failure names its own.
fc.configureGlobal({ seed: Number(process.env['FUZZ_SEED'] ?? 20_261_123) });

export { fc };
