/** Tells when anything in the knowledge folders changed, once for a burst of changes: an editor saves by writing, renaming and deleting. */
import { accessSync, type FSWatcher, watch } from 'node:fs'

/** Long enough for one save, too short to be waited for. */
const SETTLED_MS = 100
/** Where a program writes without end, no longer than this. */
const MOST_MS = 1000
/** Between two looks for a folder that is gone. */
const ABSENT_MS = 1000

/**
 * @param changed called when the folders have been still for a moment after a change, and now and then while they are not
 * @returns what ends the watching
 * @throws when a folder cannot be watched, such as one that is not there
 */
export function watchFolders(folders: readonly string[], changed: () => void): () => void {
  const watchers: FSWatcher[] = []
  let timer: NodeJS.Timeout | undefined
  const stop = (): void => {
    clearTimeout(timer)
    for (const watcher of watchers.splice(0)) watcher.close()
  }
  let first: number | undefined
  const settle = (): void => {
    clearTimeout(timer)
    first ??= performance.now()
    const left = first + MOST_MS - performance.now()
    timer = setTimeout(tell, Math.max(0, Math.min(SETTLED_MS, left)))
  }
  const tell = (): void => {
    first = undefined
    // Before anybody reads, so that nothing changes unseen in between.
    renew()
    changed()
  }
  function start(): void {
    for (const folder of folders) {
      // Where folders are watched one by one, as on Linux, a missing one would only be waited for.
      accessSync(folder)
      const watcher = watch(folder, { recursive: true }, settle)
      // A folder that went while it was watched: whoever reads it next says so.
      watcher.on('error', settle)
      watchers.push(watcher)
    }
  }
  /** A folder that was taken away and put back under its name is another one, which nobody watches yet. */
  function renew(): void {
    stop()
    try {
      start()
    } catch {
      stop()
      timer = setTimeout(lookForIt, ABSENT_MS)
    }
  }
  function lookForIt(): void {
    renew()
    if (watchers.length > 0) changed()
  }

  try {
    start()
  } catch (error) {
    stop()
    throw error
  }
  return stop
}
