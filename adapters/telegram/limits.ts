/** What Telegram takes, as its Bot API documentation gives it; lengths in UTF-16 units where it leaves the unit open. */

/** Characters of a message after its tags are taken out. */
export const MESSAGE = 4096
export const CAPTION = 1024
/** Of the message that appears for a moment when a button was pressed. */
export const NOTICE = 200
/** Bytes of an inline result's id. */
export const RESULT_ID = 64
export const COMMAND_DESCRIPTION = 256
export const DESCRIPTION = 512
export const SHORT_DESCRIPTION = 120
/** A button's label shows whole on a narrow phone up to about this width, Chinese characters counting twice. */
export const BUTTON_LABEL = 34
export const BUTTONS_IN_ROW = 8
/** Of a message; observed, not documented. */
export const BUTTONS = 100
/** Bytes of what a button hands back. */
export const CALLBACK = 64
