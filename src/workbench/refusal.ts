/** Why a command of the workbench does nothing. */

/** What was asked for cannot be done, and how to ask for something that can: a sentence for the person. */
export class Refusal extends Error {
  override name = 'Refusal'
}
