import { writeFile } from 'node:fs/promises';

import packageJson from '../package.json' with { type: 'json' };
import { openApiDocument } from '../src/openapi/openapi.ts';

const text = `${JSON.stringify(openApiDocument(packageJson.version), null, 2)}\n`;
await writeFile(new URL('../openapi.json', import.meta.url), text);
