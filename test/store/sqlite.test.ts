import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepsTheContract } from './contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'store-'))
let files = 0

keepsTheContract({
  name: 'SQLite',
  fresh: async () => `sqlite:${join(folder, String(files++), 'bot.sqlite')}`,
  end: async () => rmSync(folder, { recursive: true }),
})
