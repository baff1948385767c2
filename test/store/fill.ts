/** A process that saves settings until its disk is full, and tells how that went. Argument: the store's file. */
import { openStore } from '../../src/store/open.ts'

const store = await openStore(`sqlite:${process.argv[2]}`)
let saved = 0
try {
  for (; saved < 100_000; saved++)
    await store.settings.remember(`test:${saved}`, { cooldown: saved, threads: [`${saved}`.repeat(40)] })
} catch (error) {
  console.log(`saved ${saved}\n${error instanceof Error ? error.message : error}\n${store.health().state}`)
}
if ((await store.settings.recall('test:0'))?.cooldown === 0 && (await store.votes.tally()).length === 1)
  console.log('readable')
await store.close()
