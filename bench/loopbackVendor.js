// A vendor on loopback in a process of its own: answers a message after the time that its path names, and tells at
// /figures what it has seen since it was asked before. Is given the status and the body of its answers; prints its port.
const http = require('node:http');

const [, , STATUS, ANSWER] = process.argv;
const HEAD = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(ANSWER) };

let seen;
let underWay = 0;
const forget = () => (seen = { messages: 0, connections: 0, most: 0 });
forget();

const server = http.createServer((request, response) => {
  if (request.url === '/figures') {
    response.end(JSON.stringify(seen));
    return forget();
  }
  underWay += 1;
  seen.messages += 1;
  seen.most = Math.max(seen.most, underWay);
  const [, delay] = /\/after(\d+)\//.exec(request.url) ?? [];
  const answer = () => {
    underWay -= 1;
    response.writeHead(Number(STATUS), HEAD).end(ANSWER);
  };
  request.resume().on('end', () => (Number(delay) > 0 ? setTimeout(answer, Number(delay)) : answer()));
});
server.on('connection', () => (seen.connections += 1));
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
process.on('disconnect', () => process.exit(0));
