// Rooms of a chat, with 100 clients connected.
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { io } from 'socket.io-client'
import { writeSnapshot } from './write.mjs'

const http = createServer()
const server = new Server(http)
const rooms = new Map()
server.on('connection', socket => {
  socket.on('join', (room, joined) => {
    socket.join(room)
    if (!rooms.has(room)) rooms.set(room, { messages: [], members: new Set() })
    rooms.get(room).members.add(socket)
    joined()
  })
  socket.on('say', (room, text, said) => {
    rooms.get(room).messages.push({ text, at: Date.now(), from: socket.id })
    said()
  })
})
await new Promise(resolve => http.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${http.address().port}`
for (let at = 0; at < 100; at++) {
  const client = io(url, { transports: ['websocket'], forceNew: true })
  await client.emitWithAck('join', `room ${at % 5}`)
  for (let text = 0; text < 10; text++)
    await client.emitWithAck('say', `room ${at % 5}`, `hello ${text} of ${at}`)
}
writeSnapshot()
process.exit()
