/** Tells when anything in the knowledge folders changed, once for a burst of changes: an editor saves by writing, renaming and deleting. */
import { type FSWatcher, watch } from 'node:fs'

/** Long enough for one save, too short to be waited for. */
const SETTLED_MS = 100

/**
 * @param changed called when the folders have been still for a moment after a change
 * @returns what ends the watching
 * @throws when a folder cannot be watched, such as one that is not there
 */
export function watchFolders(folders: readonly string[], changed: () => void): () => void {
  const watchers: FSWatcher[] = []
  let timer: NodeJS.Timeout | undefined
  const stop = (): void => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
  const settle = (): void => {
    clearTimeout(timer)
    timer = setTimeout(changed, SETTLED_MS)
  }
  try {
    for (const folder of folders) {
      const watcher = watch(folder, { recursive: true }, settle)
      // A folder that went while it was watched: whoever reads it next says so.
      watcher.on('error', settle)
      watchers.push(watcher)
    }
  } catch (error) {
    stop()
    throw error
  }
  return stop
}
