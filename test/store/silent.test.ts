/** A database that neither answers nor hangs up, as behind a network that swallows everything. */
import { connect, createServer, type Socket } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { StoreUnavailable } from '../../src/store/errors.ts'
import { openStore } from '../../src/store/open.ts'
import { startPostgres } from './postgres-server.ts'
import { SECRET } from './secret.ts'

const server = await startPostgres()
afterAll(() => server.end())

/** A way to the database that can fall silent: connections stay, and nothing comes through. */
async function wayTo(address: string) {
  const { hostname, port } = new URL(address)
  let silent = false
  const pairs = new Set<[Socket, Socket]>()
  const way = createServer((near) => {
    const far = connect(Number(port), hostname)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    for (const [from, to] of [pair, pair.toReversed()] as [Socket, Socket][]) {
      from.on('data', (bytes) => void (silent || to.write(bytes)))
      from.on('close', () => void (silent || to.destroy()))
      from.on('error', () => {})
    }
  })
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve))
  const through = new URL(address)
  through.port = String((way.address() as { port: number }).port)
  return {
    address: through.href,
    turn(to: boolean): void {
      silent = to
    },
    end(): void {
      way.close()
      for (const socket of [...pairs].flat()) socket.destroy()
    },
  }
}

test('nobody waits for it for long, and it is found again when it speaks', { timeout: 60_000 }, async () => {
  const way = await wayTo(await server.database())
  const turns: string[] = []
  const store = await openStore(way.address, { secret: SECRET, turned: ({ state }) => turns.push(state) })
  await store.settings.remember('test:a', { cooldown: 5 })
  way.turn(true)
  const begun = performance.now()
  await expect(store.settings.remember('test:a', { cooldown: 60 })).rejects.toThrow(StoreUnavailable)
  expect(performance.now() - begun).toBeLessThan(10_000)
  // From now on it is known to be gone.
  const known = performance.now()
  await expect(store.votes.tally()).rejects.toThrow(StoreUnavailable)
  expect(performance.now() - known).toBeLessThan(500)
  way.turn(false)
  await expect.poll(() => store.health().state, { timeout: 15_000 }).toBe('ready')
  await store.settings.remember('test:a', { cooldown: 300 })
  expect(turns).toEqual(['failing', 'ready'])

  way.turn(true)
  const closing = performance.now()
  await store.close()
  expect(performance.now() - closing).toBeLessThan(5000)
  way.end()
})
