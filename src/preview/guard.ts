/** Whom the page is for: this machine alone, also when another site's name leads to it, and with nothing fetched from elsewhere. */
import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

const SELF = ["'self'"]
const NOTHING = ["'none'"]

export const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: SELF,
    baseUri: NOTHING,
    formAction: SELF,
    frameAncestors: NOTHING,
    objectSrc: NOTHING,
  },
  // Nothing here is served over TLS.
  strictTransportSecurity: false,
})

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** A page elsewhere whose name was made to lead to this machine must not read what staff are about to publish. */
export const onlyLoopback: MiddlewareHandler = async (context, next) => {
  const host = context.req.header('host') ?? ''
  if (!LOOPBACK.has(host.replace(/:\d+$/, '')))
    return context.text('This page is for the machine it runs on: open it as http://localhost with its port.\n', 403)
  return next()
}
