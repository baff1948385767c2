/** `topics.yaml`: what `/topics` shows, in order. */
import { z } from 'zod'
import { id } from './common.ts'

export const topicsFile = z.array(id)
