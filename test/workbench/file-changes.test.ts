import { execFileSync } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FileChange, patchOf, writeChanges } from '../../src/workbench/file-changes.ts'
import { filesIn, knowledgeFolder } from './staff.ts'

const change = (folder: string, path: string, before: string | undefined, after: string): FileChange => ({
  file: join(folder, path),
  before,
  after,
})

describe('writing changes', () => {
  it('writes old files and new ones, and leaves nothing beside them', () => {
    const folder = knowledgeFolder({ 'a.yaml': 'old\n' })
    writeChanges([change(folder, 'a.yaml', 'old\n', 'new\n'), change(folder, 'deeper/b.yaml', undefined, 'b\n')])
    expect(filesIn(folder)).toEqual({ 'a.yaml': 'new\n', 'deeper/b.yaml': 'b\n' })
  })

  it('writes nothing where somebody has changed a file in the meantime', () => {
    const folder = knowledgeFolder({ 'a.yaml': 'old\n', 'b.yaml': 'by another\n' })
    const before = filesIn(folder)
    expect(() =>
      writeChanges([change(folder, 'a.yaml', 'old\n', 'new\n'), change(folder, 'b.yaml', 'old\n', 'new\n')]),
    ).toThrow(/b\.yaml was changed in the meantime; nothing was written/)
    expect(filesIn(folder)).toEqual(before)
  })

  it('writes nothing where somebody has begun the same file in the meantime', () => {
    const folder = knowledgeFolder({ 'a.yaml': 'by another\n' })
    expect(() => writeChanges([change(folder, 'a.yaml', undefined, 'new\n')])).toThrow(/in the meantime/)
    expect(filesIn(folder)).toEqual({ 'a.yaml': 'by another\n' })
  })

  it('puts back what it had written when a later file cannot be put in place', () => {
    const folder = knowledgeFolder({ 'a.yaml': 'old\n', 'b.yaml': 'old\n' })
    const before = filesIn(folder)
    const blocked = new Proxy(change(folder, 'b.yaml', 'old\n', 'new\n'), {
      get(target, key) {
        // Somebody puts a folder in the way just before it is written.
        if (key === 'after') {
          mkdirSync(join(folder, 'c.yaml', 'in the way'), { recursive: true })
        }
        return target[key as keyof FileChange]
      },
    })
    const changes = [change(folder, 'a.yaml', 'old\n', 'new\n'), blocked, change(folder, 'c.yaml', undefined, 'c\n')]
    expect(() => writeChanges(changes)).toThrow()
    expect(filesIn(folder)).toEqual(before)
  })

  it('keeps a link a link, and who may read the file', () => {
    const folder = knowledgeFolder({ 'real/a.yaml': 'old\n' })
    chmodSync(join(folder, 'real/a.yaml'), 0o640)
    symlinkSync(join(folder, 'real/a.yaml'), join(folder, 'a.yaml'))
    writeChanges([change(folder, 'a.yaml', 'old\n', 'new\n')])
    expect(lstatSync(join(folder, 'a.yaml')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(folder, 'real/a.yaml'), 'utf8')).toBe('new\n')
    expect(statSync(join(folder, 'real/a.yaml')).mode & 0o777).toBe(0o640)
  })
})

describe('a patch', () => {
  it('does with git what writing does', () => {
    const folder = knowledgeFolder({ 'a.yaml': 'one\ntwo\nthree\n', 'no-end.yaml': 'one' })
    const changes = [
      change(folder, 'a.yaml', 'one\ntwo\nthree\n', 'one\n2\nthree\n'),
      change(folder, 'new/b.yaml', undefined, '中文\n'),
      change(folder, 'no-end.yaml', 'one', 'one\ntwo'),
    ]
    const patch = patchOf(changes, folder)
    writeFileSync(join(folder, 'patch'), patch)
    execFileSync('git', ['apply', 'patch'], { cwd: folder })
    const { patch: _, ...files } = filesIn(folder)
    expect(files).toEqual({ 'a.yaml': 'one\n2\nthree\n', 'new/b.yaml': '中文\n', 'no-end.yaml': 'one\ntwo' })
  })
})
