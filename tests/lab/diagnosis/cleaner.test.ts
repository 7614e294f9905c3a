import { describe, expect, it } from 'vitest';

import { cleanerOf } from '../../../src/lab/diagnosis/cleaner.ts';
import { Redactor } from '../../../src/text/redactor.ts';

const { url, name } = cleanerOf(new Redactor(['open sesame']));

describe('a URL in a diagnosis', () => {
  it.each([
    ['https://shop.example/a.js?v=3&lang=en', 'https://shop.example/a.js?v=3&lang=en'],
    ['https://shop.example/a?session_token=abc&page=2', 'https://shop.example/a?session_token=***&page=2'],
    ['https://shop.example/a?s=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx', 'https://shop.example/a?s=***'],
    ['https://shop.example/a?2f9c1e7b5a3d48609f1e7c2b', 'https://shop.example/a?***'],
    ['https://shop.example/open%20sesame/a', 'https://shop.example/***/a'],
    ['https://user:pass@shop.example/a#part', 'https://shop.example/a'],
    ['data:image/png;base64,AAAA', 'data:…'],
    ['https://shop.example/\u0007\u202ea', 'https://shop.example/a'],
  ])('%s is kept as %s', (given, kept) => {
    expect(url(given)).toBe(kept);
  });

  it('is cut off after its secrets are taken out', () => {
    const long = url(`https://shop.example/${'a'.repeat(3970)}open sesame`);
    expect(long).toHaveLength(3994);
    expect(long.endsWith('***')).toBe(true);
  });
});

describe('a name in a diagnosis', () => {
  it('is one line of visible characters, and short', () => {
    expect(name('re\u001b[31md\nopen sesame')).toBe('re[31md***');
    expect(name('a'.repeat(9999))).toHaveLength(500);
  });
});
