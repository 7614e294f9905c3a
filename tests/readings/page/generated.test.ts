import { describe, expect, it } from 'vitest';

import { isGenerated, stableClass } from '../../../src/readings/page/generated.ts';

describe('ids', () => {
  it.each([
    ':r1:',
    '«r1»',
    '_r_1_',
    'radix-:r2:',
    'headlessui-menu-button-3',
    'mui-123',
    'rc_select_0',
    'react-select-2-input',
    'ember123',
    'field_k3j9x2',
    '1b4e28ba-2fa1-11d2-883f-0016d3cca427',
    'modal-1700000000000',
  ])('%s is made up', (id) => {
    expect(isGenerated(id)).toBe(true);
  });

  it.each([
    'hero',
    'product-42',
    '__next',
    'h264',
    'faq-10',
    'post-12345',
    'reviews_list',
    'iPhone15Pro',
    'mainNav2',
    'q',
  ])('%s is a name', (id) => {
    expect(isGenerated(id)).toBe(false);
  });
});

describe('classes', () => {
  it.each([
    ['CSS modules', 'Button_root__3kXyZ', 'Button_root'],
    ['CSS modules of Next', 'page_main__GlU4n', 'page_main'],
    ['CSS modules of Vite', '_root_1x2y3_12', 'root'],
    ['CSS modules of Gatsby', 'Card-module--title--2kXp9', 'Card-module--title'],
    ['styled-components', 'sc-bdVaJa', null],
    ['styled-components, the second one', 'hKpVtB', null],
    ['Emotion', 'css-1q2w3e', null],
    ['Emotion, letters only', 'css-vurnku', null],
    ['Emotion with a label', 'css-1q2w3e-Button', null],
    ['Svelte', 'svelte-1abc23x', null],
    ['styled-jsx', 'jsx-1234567890', null],
    ['JSS', 'jss12', null],
    ['Material UI', 'makeStyles-root-12', null],
    ['a hash at the end', 'btn-1q2w3e', null],
  ])('%s: %s is %j', (_, name, stable) => {
    expect(stableClass(name)).toBe(stable);
  });

  it.each([
    'md:flex',
    'w-1/2',
    'text-[14px]',
    'grid-cols-[1fr_500px]',
    '-mt-4',
    'mt-0.5',
    '!p-4',
    'bg-gray-100',
    'max-w-screen-2xl',
    'duration-300',
    'col-md-6',
    'card__title',
    'card--large',
    'block__element--modifier',
    'MuiButton-root',
    'sc-card',
    'css-grid',
    'has-3-columns',
    'page404',
    'schedule-table',
  ])('%s is a name', (name) => {
    expect(stableClass(name)).toBe(name);
  });
});
