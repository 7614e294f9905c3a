import { z } from 'zod';

import { lowerCased } from '../../conditions/resolve.ts';
import { checked } from '../../schema-parts.ts';
import { DEPLOY_URL_PATTERN, deployUrlComplaint, trimUrl } from '../url.ts';
import type { SideSyntax } from './syntax.ts';

const schema = checked(z.string(), deployUrlComplaint)
  .meta({ pattern: DEPLOY_URL_PATTERN.source })
  .describe(
    'Where the deploy is served: http or https, no credentials, no query; {sha}, {short-sha}, {pr} and {branch} are replaced by those of the measured commit.',
  );

export const url: SideSyntax<'url', typeof schema> = {
  schema,
  yieldsToEvent: false,
  resolve: (written, { hosts }) => ({
    kind: 'url',
    url: trimUrl(written),
    ...(hosts === undefined ? {} : { hosts: lowerCased(hosts) }),
  }),
};
