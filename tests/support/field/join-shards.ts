import { ddlOf } from '../../../src/field/engines/ddl.ts';
import type { PostgresSession } from '../../../src/field/engines/postgres.ts';
import type { Cluster } from './postgres-clusters.ts';

/**
 * One table `beacons` of the tables `part` of all clusters, by postgres_fdw: each is the partition of its `shard`. Sessions
 * must lie on one shard as a whole.
 */
export async function joinShards({ query }: PostgresSession, clusters: readonly Cluster[]): Promise<void> {
  await query('CREATE EXTENSION postgres_fdw');
  const columns = ddlOf('postgres', 'beacons').replace(
    /,\s*PRIMARY KEY \(view, type\)\s*\);/,
    ', shard smallint NOT NULL)',
  );
  await query(`${columns} PARTITION BY LIST (shard)`);
  for (const [shard, { port, url }] of clusters.entries()) {
    const password = decodeURIComponent(new URL(url).password).replaceAll("'", "''");
    await query(
      `CREATE SERVER shard_${shard} FOREIGN DATA WRAPPER postgres_fdw
       OPTIONS (host '127.0.0.1', port '${port}', dbname 'postgres', async_capable 'true', fetch_size '10000')`,
    );
    await query(
      `CREATE USER MAPPING FOR CURRENT_USER SERVER shard_${shard} OPTIONS (user 'gate', password '${password}')`,
    );
    await query(
      `CREATE FOREIGN TABLE part_${shard} PARTITION OF beacons FOR VALUES IN (${shard})
       SERVER shard_${shard} OPTIONS (table_name 'part')`,
    );
  }
}
