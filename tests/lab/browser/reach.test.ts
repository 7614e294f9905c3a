import { createSocket } from 'node:dgram';
import { once } from 'node:events';

import { expect, test } from 'vitest';

import { FAST, measured, openLab, route } from '../../support/lab.ts';
import { html, serveSite } from '../../support/site.ts';

test('a page reaches its own deploy and nothing else of the machine, by whatever means it asks', async () => {
  const asked: string[] = [];
  const inside = await serveSite({
    '/': (request, response) => void response.end(String(asked.push(request.url ?? ''))),
  });
  const udp = createSocket('udp4').bind(0, '127.0.0.1');
  await once(udp, 'listening');
  udp.on('message', () => asked.push('udp'));
  const { host, port } = new URL(inside.url);
  const site = await serveSite({
    '/own': (_, response) => void response.end(String(asked.push('own'))),
    '/inward': (_, response) => void response.writeHead(302, { location: inside.url }).end(),
    '/': html(`<h1>Shop</h1><img src="${inside.url}/"><iframe src="http://localhost:${port}/"></iframe><script>
      fetch('/own'); fetch('/inward', { mode: 'no-cors' }); fetch('http://169.254.169.254/', { mode: 'no-cors' });
      new WebSocket('ws://${host}/');
      const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp.address().port}' }] });
      peer.createDataChannel('a'); peer.createOffer().then((offer) => peer.setLocalDescription(offer));
    </script>`),
  });
  const lab = await openLab({}, new AbortController().signal, 200, []);
  try {
    const { evidence } = measured(await lab.visit(route('/'), FAST, site));
    expect(asked).toEqual(['own']);
    const refused = new Set(evidence.refused?.map((each) => `${each.host}:${each.port}`));
    expect(refused).toEqual(new Set([host, `localhost:${port}`, '169.254.169.254:80']));
    expect(evidence.notes.filter((note) => note.includes('were refused'))).toHaveLength(3);
  } finally {
    await lab.close();
    await Promise.all([site.close(), inside.close()]);
    udp.close();
  }
});
