import { describe, expect, it } from 'vitest';

import { numbersOf } from '../../src/gate/search/why/code-line.ts';
import { once } from '../../src/source-maps/repository-files.ts';

/** Files whose text is their name 10 times, and what was read of them. */
function files(): { asked: [string, number][]; read: (file: string, most: number) => Promise<string | null> } {
  const asked: [string, number][] = [];
  const read = async (file: string, most: number): Promise<string | null> => {
    asked.push([file, most]);
    const text = file.repeat(10);
    return text.length <= most ? text : null;
  };
  return { asked, read };
}

describe('files of a repository', () => {
  it('are read once, while their texts are not more than are kept', async () => {
    const { asked, read } = files();
    const reading = once(read, 25);
    for (const file of ['a', 'b', 'a', 'b', 'c', 'b', 'c', 'a']) await reading(file);
    expect(asked.map(([file]) => file)).toEqual(['a', 'b', 'c', 'a']);
  });

  it('are not read for a guess where they are long, and are read for another use', async () => {
    const { asked, read } = files();
    const reading = once(read);
    expect(await reading('long', 20)).toBeNull();
    expect(await reading('long', 20)).toBeNull();
    expect(asked).toEqual([['long', 20]]);
    expect(await reading('long')).toHaveLength(40);
    expect(await reading('long', 20)).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('have a bound to the numbers of lines that are looked at', () => {
    const written = [
      { first: 5, last: 6 },
      { first: 10, last: 9_000_000 },
    ];
    const numbers = numbersOf(written);
    expect(numbers.slice(0, 3)).toEqual([5, 6, 10]);
    expect(numbers).toHaveLength(100_000);
  });
});
