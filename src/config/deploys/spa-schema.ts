import { z } from 'zod';

export const spaSchema = z
  .boolean()
  .describe(
    'Beside static: a path that is not a file answers with index.html and status 200, for a single-page application; scripts and other assets are not.',
  );
