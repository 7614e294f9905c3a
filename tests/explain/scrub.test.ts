import { describe, expect, it } from 'vitest';

import { scrubbed } from '../../src/explain/scrub.ts';

describe('a Lighthouse result that is written to disk', () => {
  it('holds no headers', () => {
    const lhr = { configSettings: { extraHeaders: { Cookie: 'sid=secret' } }, items: [{ requestHeaders: ['secret'] }] };
    expect(JSON.stringify(scrubbed(lhr))).not.toContain('secret');
  });

  it('has URLs without credentials, query and fragment, wherever they stand', () => {
    const lhr = {
      url: 'https://user:secret@shop.example:8080/p/1?token=secret#secret',
      text: 'Redirected to (https://shop.example/a(1)?session=secret)',
      'https://shop.example/k?token=secret': [{ deep: 'wss://shop.example/ws?key=secret' }],
    };
    expect(scrubbed(lhr)).toEqual({
      url: 'https://shop.example:8080/p/1',
      text: 'Redirected to (https://shop.example/a(1))',
      'https://shop.example/k': [{ deep: 'wss://shop.example/ws' }],
    });
  });

  it('quotes markup without queries and without the values of attributes that look secret', () => {
    const snippet = '<img src="/hero.png?token=abc" data-csrf-token="def" value="ghi" alt="Blue shoes">';
    expect(scrubbed({ snippet })).toEqual({
      snippet: '<img src="/hero.png" data-csrf-token="…" value="…" alt="Blue shoes">',
    });
  });

  it("keeps Lighthouse's own links, numbers and texts", () => {
    const lhr = {
      description: '[Learn](https://web.dev/lcp?hl=en)',
      score: 0.5,
      title: 'LCP',
      none: null,
      list: [1, true],
    };
    expect(scrubbed(lhr)).toEqual(lhr);
  });
});
