const PARAGRAPHS = 60;
const TEXT = 'This page does not change, so whatever differs between two visits comes from the machine. '.repeat(4);

/**
 * A page whose largest paint is its first paragraph, with a script that makes a list. It is one document, so that as many
 * visits as possible fit into the time; nothing on it is drawn at random.
 */
export const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>vitals-gate doctor</title>
<style>body { margin: 1em; font: 20px/1.4 sans-serif }</style>
<h1>A page to measure this machine with</h1>
${Array.from({ length: PARAGRAPHS }, (_, number) => `<p>${number + 1}. ${TEXT}</p>`).join('\n')}
<ul id="list"></ul>
<script>
  const list = document.getElementById('list');
  for (let item = 0; item < 300; item += 1) list.append(Object.assign(document.createElement('li'), { textContent: 'Item ' + item }));
</script>
</html>
`;
