/**
 * A CONNECT proxy that knows the practice hosts. For browsers that cannot be told to resolve a host to
 * another port; everything but the practice hosts is answered with 502, so that nothing leaves.
 */
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { HOSTS } from './certificate';

/** Tunnels the practice hosts to the HTTPS port. */
export function makeProxy(httpsPort: number): { server: Server; dropTunnels(): void } {
  const server = createServer((_request, response) => {
    response.writeHead(502, { 'content-type': 'text/plain' });
    response.end('This proxy only knows the practice console.\n');
  });
  // Tunnels are not http connections any more: closing the server would leave them open.
  const open = new Set<Socket>();
  server.on('connect', (request, client: Socket, head) => {
    client.on('error', () => client.destroy());
    if (!HOSTS.some((host) => request.url === `${host}:443`)) {
      client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const upstream = connect(httpsPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    upstream.on('error', () => client.destroy());
  });
  return {
    server,
    dropTunnels() {
      for (const socket of open) socket.destroy();
    },
  };
}
