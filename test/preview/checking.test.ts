/** When the files are checked again, and what pages know meanwhile. */
import { expect, test } from 'vitest'
import { buildChecking } from '../../src/preview/checking.ts'
import type { Checked } from '../../src/workbench/findings.ts'

const found = (figures: number): Checked => ({
  problems: [],
  remarks: [],
  counts: { figures, guidance: 0, terms: 0, sources: 0 },
})

/** Checks that end when the test says so. */
function start() {
  const under: PromiseWithResolvers<Checked>[] = []
  const told: string[] = []
  let day = '2026-11-25'
  const checking = buildChecking(
    () => {
      const check = Promise.withResolvers<Checked>()
      under.push(check)
      return check.promise
    },
    () => day,
    { done: () => told.push('done'), failed: ({ message }) => told.push(message) },
  )
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return {
    checking,
    told,
    started: () => under.length,
    async finish(figures: number) {
      under.at(-1)?.resolve(found(figures))
      await settled()
    },
    async fail(message: string) {
      under.at(-1)?.reject(new Error(message))
      await settled()
    },
    turn: (to: string) => {
      day = to
    },
  }
}

test('the first look starts it, and others wait for the same', async () => {
  const { checking, told, started, finish } = start()
  expect([checking.look(), checking.look()]).toEqual(Array(2).fill({ checked: undefined, outdated: true }))
  expect(started()).toBe(1)
  await finish(3)
  expect(told).toEqual(['done'])
  expect(checking.look()).toEqual({ checked: found(3), outdated: false })
  expect(started()).toBe(1)
})

test('after a save, what was found before stands until it is known anew', async () => {
  const { checking, started, finish } = start()
  checking.look()
  await finish(3)
  checking.saved()
  expect(checking.look()).toEqual({ checked: found(3), outdated: true })
  await finish(4)
  expect(checking.look()).toEqual({ checked: found(4), outdated: false })
  expect(started()).toBe(2)
})

test('any number of saves during a check make it run once more, and tell once', async () => {
  const { checking, told, started, finish } = start()
  for (let save = 0; save < 5; save++) checking.saved()
  expect(started()).toBe(1)
  await finish(3)
  expect({ started: started(), told }).toEqual({ started: 2, told: [] })
  await finish(4)
  expect(told).toEqual(['done'])
  expect(checking.look().checked).toEqual(found(4))
})

test('a new day is a new check', async () => {
  const { checking, started, finish, turn } = start()
  checking.look()
  await finish(3)
  turn('2026-11-26')
  expect(checking.look()).toEqual({ checked: found(3), outdated: true })
  expect(started()).toBe(2)
})

test('a check that fails is told, and tried again with the next save', async () => {
  const { checking, told, started, fail, finish } = start()
  checking.look()
  await fail('no memory')
  expect(told).toEqual(['no memory', 'done'])
  expect(checking.look()).toEqual({ checked: undefined, outdated: false })
  expect(started()).toBe(1)
  checking.saved()
  await finish(3)
  expect(checking.look().checked).toEqual(found(3))
})
