/** Pages are written as template literals: every value in them is escaped, unless it is such a piece itself. */
import { html, raw } from 'hono/html'

export { html, raw }
export type Html = ReturnType<typeof html>
