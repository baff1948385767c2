import { connect, privateChat } from './adapters/telegram/chats.ts'

for (let i = 0; i < 3; i++) {
  const t0 = performance.now()
  const b = await connect()
  const t1 = performance.now()
  await privateChat(b.api).say('/privacy')
  const t2 = performance.now()
  b.stop.abort()
  await b.ended
  const t3 = performance.now()
  await b.api.close()
  console.log(t1 - t0, t2 - t1, t3 - t2, performance.now() - t3)
}
