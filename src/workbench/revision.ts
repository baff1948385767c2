/** Knowledge folders as they stand at a revision of git, written out beside those at work. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Refusal } from './refusal.ts'

export type Checkout = {
  /** The commit in full. */
  commit: string
  /** In the order asked for. A folder that was not there yet is empty. */
  folders: string[]
}

/**
 * @param revision as git names one; with `...` behind it, where this branch left that one
 * @param into an empty folder
 * @throws Refusal when there is no git, no repository or no such revision
 */
export function checkOut(revision: string, folders: readonly string[], into: string): Checkout {
  const commits = folders.map((folder) => commitAt(revision, folder))
  const written = folders.map((folder, index) => {
    const target = join(into, String(index))
    mkdirSync(target, { recursive: true })
    writeFiles(folder, commits[index] ?? '', target)
    return target
  })
  return { commit: commits[0] ?? '', folders: written }
}

function commitAt(revision: string, folder: string): string {
  const fork = /^(.+)\.\.\.$/.exec(revision)?.[1]
  const resolve = (name: string): string =>
    git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])
      ?.toString()
      .trim() ?? refuse(`git knows no revision "${name}" in ${folder}`)
  if (!git(folder, ['rev-parse', '--show-toplevel'])) refuse(`${folder} is in no git repository`)
  if (fork === undefined) return resolve(revision)
  return (
    git(folder, ['merge-base', resolve(fork), 'HEAD'])
      ?.toString()
      .trim() ?? refuse(`"${fork}" and this branch have no commit in common`)
  )
}

type Blob_ = { object: string; path: string }

/** Regular files alone: a link would lead out of the revision. */
function writeFiles(folder: string, commit: string, target: string): void {
  // In a folder, git lists what is inside it, by paths from there.
  const listed = git(folder, ['ls-tree', '-r', '-z', commit]) ?? refuse(`git cannot list ${commit} in ${folder}`)
  const blobs = listed
    .toString()
    .split('\0')
    .flatMap((line): Blob_[] => {
      const [, object, path] = /^100\d{3} blob (\w+)\t(.+)$/s.exec(line) ?? []
      return object && path && !path.split('/').includes('..') ? [{ object, path }] : []
    })
  const contents = readBlobs(folder, blobs)
  for (const [index, { path }] of blobs.entries()) {
    const file = join(target, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, contents[index] ?? '')
  }
}

/** All at once: for each, git answers with a line that ends in its size, its bytes, and a line break. */
function readBlobs(folder: string, blobs: readonly Blob_[]): Buffer[] {
  const asked = blobs.map(({ object }) => `${object}\n`).join('')
  const answer = git(folder, ['cat-file', '--batch'], asked) ?? refuse(`git cannot read what is in ${folder}`)
  let at = 0
  return blobs.map(() => {
    const start = answer.indexOf('\n', at) + 1
    const size = Number(answer.subarray(at, start).toString().split(' ').at(-1))
    at = start + size + 1
    return answer.subarray(start, start + size)
  })
}

/** What git prints; undefined: it ended with an error. */
function git(folder: string, args: readonly string[], input = ''): Buffer | undefined {
  const { error, status, stdout } = spawnSync('git', args, {
    cwd: folder,
    input,
    maxBuffer: Number.POSITIVE_INFINITY,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  if (error) refuse(`git cannot be run (${(error as NodeJS.ErrnoException).code}); diff needs it`)
  return status === 0 ? stdout : undefined
}

function refuse(reason: string): never {
  throw new Refusal(reason)
}
