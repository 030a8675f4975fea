import { vi } from 'vitest';

// How long a test takes on a busy machine proves nothing; what must come in time is asked of the fake clock.
vi.setConfig({ testTimeout: 120_000 });
