/** What the real server answers in place of a result. */

export class Refused extends Error {
  readonly status: number
  readonly parameters: Record<string, unknown> | undefined
  /** Whether a limit was broken that every caller can know of. */
  readonly avoidable: boolean
  constructor(status: number, description: string, parameters?: Record<string, unknown>, avoidable = false) {
    super(description)
    this.status = status
    this.parameters = parameters
    this.avoidable = avoidable
  }
}

export const bad = (what: string): Refused => new Refused(400, `Bad Request: ${what}`)

export const overLimit = (what: string): Refused => new Refused(400, `Bad Request: ${what}`, undefined, true)
