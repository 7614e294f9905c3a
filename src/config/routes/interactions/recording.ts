import { z } from 'zod';

import { stepSyntax } from './syntax.ts';

export const recording = stepSyntax(
  z
    .string()
    .min(1)
    .max(1000)
    .describe('Plays a JSON file of the Chrome DevTools Recorder, relative to this file, after its first navigation.'),
  (file, recordings) => ({ action: 'recording', file, steps: recordings.get(file) ?? [] }),
);
