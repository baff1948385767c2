/** What can be wrong with the store, in words for the operator. No address, no secret and no id stands in them. */

/** The store cannot be opened. */
export class StoreError extends Error {
  override name = 'StoreError'
  /** Whether it is the configuration that has to be changed: trying again is of no use. */
  readonly isConfiguration: boolean

  constructor(
    message: string,
    { isConfiguration = false, ...options }: ErrorOptions & { isConfiguration?: boolean } = {},
  ) {
    super(message, options)
    this.isConfiguration = isConfiguration
  }
}

/** The store cannot be used just now; it may work later. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable'
}

export const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
