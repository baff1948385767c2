/** The commands that platforms list in their menus, in the order in which they show. */
import type { VoiceKey } from '../knowledge/schema/voice.ts'

export const COMMANDS = [
  { name: 'ask', says: 'command-ask', for: 'everyone' },
  { name: 'topics', says: 'command-topics', for: 'everyone' },
  { name: 'figures', says: 'command-figures', for: 'everyone' },
  { name: 'report', says: 'command-report', for: 'everyone' },
  { name: 'sources', says: 'command-sources', for: 'everyone' },
  { name: 'language', says: 'command-language', for: 'everyone' },
  { name: 'privacy', says: 'command-privacy', for: 'everyone' },
  { name: 'help', says: 'command-help', for: 'everyone' },
  { name: 'settings', says: 'command-settings', for: 'admins' },
  { name: 'status', says: 'command-status', for: 'admins' },
] as const satisfies readonly { name: string; says: VoiceKey; for: 'everyone' | 'admins' }[]
