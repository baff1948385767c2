import { keepsTheContract } from './contract.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

let server: PostgresServer

keepsTheContract({
  name: 'PostgreSQL',
  begin: async () => {
    server = await startPostgres()
  },
  fresh: () => server.database(),
  end: () => server.end(),
})
