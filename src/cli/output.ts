/** Where a command writes: results to stdout, remarks to stderr. Tests pass their own. */
export type Output = {
  out(text: string): void
  err(text: string): void
  /** Whether results go to a terminal that shows colours, and the person wants them. */
  colour?: boolean
}

/** The command's exit code: 0 all is well, 1 the command found something wrong, 2 it was called wrongly. */
export type ExitCode = 0 | 1 | 2
