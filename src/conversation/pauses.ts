/** While paused, the bot answers nothing but emergencies: begun and ended by operators, for every process at once. */

export type Pauses = {
  isPaused(): Promise<boolean>
  /** False: it was paused already, and stays so with its first reason. */
  pause(by: string, reason: string): Promise<boolean>
  /** False: it was not paused. */
  resume(by: string): Promise<boolean>
}

/** For this process alone, and without a record of who did what: whoever it is sits at the machine. */
export function pausesInMemory(): Pauses {
  let paused = false
  const turn = (to: boolean): boolean => {
    const turned = paused !== to
    paused = to
    return turned
  }
  return { isPaused: async () => paused, pause: async () => turn(true), resume: async () => turn(false) }
}
