/** `preview` as a program: its address on standard output, and Ctrl-C. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { preview } from '../../src/cli/preview.ts'
import { readConfig } from '../../src/config.ts'
import { goodBase, writeFiles } from '../knowledge/good-base.ts'
import { ROOT, TODAY } from '../shipped.ts'

async function run(args: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await preview(
    args,
    readConfig({ NOW: TODAY }),
    { out: (text) => out.push(text), err: (text) => err.push(text) },
    new Map(),
    AbortSignal.abort(),
  )
  return { code, out, err: err.join('\n') }
}

test('the address alone is on standard output; Ctrl-C ends it with 0', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'preview-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFiles(folder, goodBase())
  const program = spawn(process.execPath, ['src/cli/index.ts', 'preview', '--port', '0'], {
    cwd: ROOT,
    env: { ...process.env, KNOWLEDGE_DIR: folder },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise((resolve) => program.once('exit', (code, signal) => resolve(code ?? signal)))
  const lines: string[] = []
  for await (const line of createInterface(program.stdout)) {
    lines.push(line)
    const page = await fetch(line)
    expect(await page.text()).toContain('report-fraud')
    program.kill('SIGINT')
  }
  expect(await ended).toBe(0)
  expect(lines).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/)])
}, 60_000)

test('a port that is taken is said, with exit code 1', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const { code, out, err } = await run(['--port', String(port)])
  other.close()
  expect({ code, out }).toEqual({ code: 1, out: [] })
  expect(err).toBe(`Port ${port} is taken by another program; choose another with --port.`)
})

test.each([
  [['--port', 'http'], /"http" is not a port; write a number from 0 to 65535/],
  [['--port', '65536'], /"65536" is not a port/],
  [['--open'], /--open/],
])('%j is called wrongly: exit code 2, and how to', async (args, message) => {
  const { code, out, err } = await run(args)
  expect({ code, out }).toEqual({ code: 2, out: [] })
  expect(err).toMatch(message)
  expect(err).toMatch(/Usage: preview/)
})
