import type { Staff } from '../config/options.ts';
import type { Log } from '../logging/log.ts';
import type { Engine } from '../operations/engine.ts';
import type { ShopFacts } from '../order-view/project.ts';
import type { Source } from '../sources/source.ts';
import type { StaffApi } from '../staff/staff-api.ts';
import type { Tokens } from '../tokens/tokens.ts';

/** What the routes work with. */
export interface HttpDependencies {
  readonly engine: Engine;
  readonly tokens: Tokens;
  readonly shop: ShopFacts;
  readonly sources: readonly Source[];
  readonly staffApi: StaffApi;
  /** Who is asking; without it there are no staff routes. */
  readonly staff?: (request: Request) => Promise<Staff | null>;
  readonly log: Log;
  /** Where the host mounts the handler: `/post-purchase`. Stripped from a path that starts with it. */
  readonly basePath: string;
  /** Origins of the pages that may call the API beside its own: `https://shop.example`. */
  readonly origins: readonly string[];
}
