const STRIPES = 400;

/** A picture of about 20 kB, which is the largest thing on the page. */
export const HERO = [
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 400">',
  ...Array.from({ length: STRIPES }, (_, stripe) => {
    const hue = Math.round((360 * stripe) / STRIPES);
    return `<rect x="${2 * stripe}" y="0" width="2" height="400" fill="hsl(${hue} 60% 60%)"/>`;
  }),
  '</svg>',
].join('');

/** A page like many: a picture, some text, and a script that makes a list. Nothing on it is drawn at random. */
export const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>vitals-gate doctor</title>
<style>body { margin: 0; font: 16px/1.4 sans-serif } img { display: block; width: 100%; height: 320px }</style>
<img src="/hero.svg" alt="" width="800" height="400">
<h1>A page to measure this machine with</h1>
<ul id="list"></ul>
<script>
  const list = document.getElementById('list');
  for (let item = 0; item < 300; item += 1) list.append(Object.assign(document.createElement('li'), { textContent: 'Item ' + item }));
</script>
</html>
`;
