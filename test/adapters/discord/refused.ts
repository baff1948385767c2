/** What the real server answers in place of a result. */

export class Refused extends Error {
  readonly status: number
  readonly code: number
  readonly more: Record<string, unknown>
  constructor(status: number, code: number, message: string, more: Record<string, unknown> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.more = more
  }
}

export const REFUSED = {
  badBody: (what: string) => new Refused(400, 50035, 'Invalid Form Body', { errors: { _errors: [{ message: what }] } }),
  unauthorized: () => new Refused(401, 0, '401: Unauthorized'),
  noRoute: () => new Refused(404, 0, '404: Not Found'),
  unknownChannel: () => new Refused(404, 10003, 'Unknown Channel'),
  unknownMessage: () => new Refused(404, 10008, 'Unknown Message'),
  unknownWebhook: () => new Refused(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new Refused(404, 10062, 'Unknown interaction'),
  acknowledged: () => new Refused(400, 40060, 'Interaction has already been acknowledged.'),
  foreignMessage: () => new Refused(403, 50005, 'Cannot edit a message authored by another user'),
  noPermission: () => new Refused(403, 50013, 'Missing Permissions'),
  noAccess: () => new Refused(403, 50001, 'Missing Access'),
  tokenExpired: () => new Refused(401, 50027, 'Invalid Webhook Token'),
}
