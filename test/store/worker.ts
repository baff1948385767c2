/**
 * A process that deals with deliveries as the bot does, for tests that kill it: claims each, saves a setting, settles, and only then says the
 * answer. What it says goes to standard output at once: `saved 7`, `answer 7`.
 * Arguments: the store's address, and how many deliveries there are. All of them come again to every process.
 */
import { writeSync } from 'node:fs'
import { keptInStore } from '../../src/conversation/kept-in-store.ts'
import { DEFAULTS } from '../../src/conversation/settings.ts'
import { openStore } from '../../src/store/open.ts'
import { SECRET } from './secret.ts'

const [address = '', count = '0', lease = '100'] = process.argv.slice(2)
const say = (line: string): void => void writeSync(1, `${line}\n`)

const store = await openStore(address, { secret: SECRET, lease: Number(lease) })
const { deliveries, settings, feedback } = keptInStore(store, { unansweredDays: 0 })
say('ready')
for (let index = 0; index < Number(count); index++) {
  const delivery = `test:${index}`
  if (!(await deliveries.claim(delivery))) continue
  await settings.remember(`test:${index % 7}`, { ...DEFAULTS, cooldown: index }, 'test:ann')
  say(`saved ${index}`)
  await feedback.record({ person: 'test:ann', entry: delivery, version: '1', right: true })
  await deliveries.settle(delivery)
  say(`answer ${index}`)
}
await store.close()
