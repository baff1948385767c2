/** What Discord takes, as its documentation gives it; lengths in UTF-16 units, the stricter reading where it leaves the unit open. */

/** Plain content of a message. */
export const CONTENT = 2000
/** Text of all components of a message together, markup included. */
export const TEXT = 4000
/** Components of a message, nested ones included. */
export const COMPONENTS = 40
export const BUTTON_LABEL = 80
export const BUTTONS_IN_ROW = 5
/** Address behind a link button. */
export const LINK = 512
export const CUSTOM_ID = 100
/** Options of a select, choices of an option, suggestions while typing. */
export const OPTIONS = 25
/** Label and value of an option of a select, name and value of a suggestion. */
export const OPTION = 100
export const PLACEHOLDER = 150
/** What describes a picture to those who cannot see it. */
export const ALT = 1024
export const COMMAND_DESCRIPTION = 100
/** Milliseconds for the first answer to an interaction. */
export const DEADLINE = 3000
/** Milliseconds for which an interaction can be followed up. */
export const TOKEN_LIFE = 15 * 60_000
