import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { loadConfig } from '../../../src/config/load.ts';
import { effectsOf } from '../../../src/model/interaction.ts';
import { blockOf, HEAD, load, NO_OVERRIDES, withFile } from '../files.ts';

async function interactionsOf(yaml: string) {
  const { routes } = await load(`${HEAD}\nroutes: [{ name: a, path: /, interactions: [${yaml}] }]\n`);
  return routes[0]?.interactions;
}

const loaded = (folder: string) => loadConfig(join(folder, 'vitals-gate.yml'), NO_OVERRIDES, '/');

test.each([
  ['{ tap: "#add" }', { action: 'tap', selector: '#add' }],
  ['{ press: Control+Shift+k }', { action: 'press', key: 'Control+Shift+k' }],
  ['{ press: + }', { action: 'press', key: '+' }],
  ['{ press: Control++ }', { action: 'press', key: 'Control++' }],
  ['{ hover: nav }', { action: 'hover', selector: 'nav' }],
  ['{ scroll: bottom }', { action: 'scroll', to: 'bottom' }],
  ['{ scroll: { by: -600 } }', { action: 'scroll', to: { byPx: -600 } }],
  ['{ scroll: { to: footer } }', { action: 'scroll', to: { selector: 'footer' } }],
  ['{ select: { selector: "#size", value: XL } }', { action: 'select', selector: '#size', value: 'XL' }],
  ['{ type: { text: hat } }', { action: 'type', selector: null, text: 'hat' }],
  ['{ wait-for: { selector: .done } }', { action: 'wait-for', selector: '.done' }],
  ['{ wait-for: { request: "/api/*" } }', { action: 'wait-for', request: '/api/*' }],
  ['{ wait-for: { time: 0.3 s } }', { action: 'wait-for', timeMs: 300 }],
  ['{ navigate: "/cart?x=1" }', { action: 'navigate', kind: 'hard', path: '/cart?x=1' }],
  ['{ navigate: { soft: ".card a" } }', { action: 'navigate', kind: 'soft', selector: '.card a' }],
])('%s is read', async (yaml, interaction) => {
  expect(await interactionsOf(yaml)).toEqual([interaction]);
});

test('a budget on INP is warned about where the script gives no input to the page it ends on', async () => {
  const content = [
    HEAD,
    'routes:',
    '  - { name: looks, path: /, interactions: [{ hover: a }, { scroll: bottom }, { wait-for: b }, { navigate: /x }] }',
    '  - { name: acts, path: /, interactions: [{ tap: a }] }',
    '  - { name: goes, path: /, interactions: [{ tap: a }, { navigate: { soft: b } }] }',
    'budgets: { inp: { max: 200 ms } }',
  ].join('\n');
  const { warnings } = await load(content);
  expect(warnings.map((warning) => /the route (\w+) has a budget on inp/.exec(warning)?.[1])).toEqual([
    'looks',
    'goes',
  ]);
});

describe('a recording', () => {
  const at = { offsetX: 5, offsetY: 6, target: 'main', selectors: [['#add']] };
  const steps = [
    {
      type: 'setViewport',
      width: 100,
      height: 100,
      deviceScaleFactor: 1,
      isMobile: false,
      hasTouch: false,
      isLandscape: false,
    },
    { type: 'navigate', url: 'http://localhost:3000/p/1', assertedEvents: [{ type: 'navigation' }] },
    { type: 'click', ...at },
    { type: 'navigate', url: 'http://localhost:3000/p/2?x' },
  ];
  const YAML = `${HEAD}\nroutes:\n  - { name: a, path: /, interactions: [{ recording: rec/buy.json }] }\n`;

  async function withRecording<Result>(text: string, body: (folder: string) => Promise<Result>): Promise<Result> {
    return withFile(YAML, async (folder) => {
      await mkdir(join(folder, 'rec'));
      await writeFile(join(folder, 'rec/buy.json'), text);
      return body(folder);
    });
  }

  test('is read relative to the configuration, without its viewport and first navigation', async () => {
    const { routes } = await withRecording(JSON.stringify({ title: 'Buy', steps }), loaded);
    const [interaction] = routes[0]?.interactions ?? [];
    expect(interaction).toMatchObject({ action: 'recording', file: 'rec/buy.json', steps: [steps[2], steps[3]] });
    expect(interaction && effectsOf(interaction)).toEqual(['input', 'navigation']);
  });

  test.each([
    ['is missing its steps', '{\n  "title": "x"\n}', 'rec/buy.json:1:1: this is not a recording'],
    ['is not JSON', '{\n  "title": "x",\n  "steps": [\n', 'this is not JSON: '],
    [
      'has a broken step',
      '{\n  "title": "x",\n  "steps": [\n    { "type": "click", "selectors": ["#a"] }\n  ]\n}',
      'rec/buy.json:4:5: this step cannot be played: Step.offsetX is not a number.',
    ],
    [
      'has a step nobody knows',
      '{ "title": "x", "steps": [\n{ "type": "dance" } ] }',
      'rec/buy.json:2:1: this step cannot be played: ',
    ],
    [
      'closes the page',
      '{ "title": "x", "steps": [\n{ "type": "close" } ] }',
      'rec/buy.json:2:1: a step of type close has no place in a visit.',
    ],
    [
      'leaves its origin',
      '{ "title": "x", "steps": [\n{ "type": "navigate", "url": "http://a/" },\n{ "type": "navigate", "url": "http://b/" } ] }',
      'rec/buy.json:3:1: this step leads to another origin, which is not the deploy.',
    ],
    [
      'acts in another tab',
      '{ "title": "x", "steps": [\n{ "type": "keyDown", "key": "a", "target": "http://b/" } ] }',
      'rec/buy.json:2:1: this step is in another tab',
    ],
  ])('that %s is an error with the place in both files', async (_what, text, message) => {
    const block = await withRecording(text, (folder) =>
      blockOf(() => loadConfig('vitals-gate.yml', NO_OVERRIDES, folder)),
    );
    expect(block).toMatch(/^vitals-gate\.yml:3:\d+: error: /);
    expect(block).toContain(message);
  });

  test('that does not exist is an error', async () => {
    expect(await blockOf(() => load(YAML))).toMatch(
      /^vitals-gate\.yml:3:\d+: error: The recording "rec\/buy.json" cannot be read: it does not exist\.\n {2}→ Export it/,
    );
  });
});
