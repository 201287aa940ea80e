import { readFile } from 'node:fs/promises';

import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';

import packageJson from '../../package.json' with { type: 'json' };
import { ROUTES } from '../routes/routes.ts';
import { openApiDocument } from './openapi.ts';

describe('the OpenAPI document', () => {
  const document = openApiDocument(packageJson.version);

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('is the one that is checked in (npm run openapi writes it)', async () => {
    const checkedIn: unknown = JSON.parse(
      await readFile(new URL('../../openapi.json', import.meta.url), 'utf8'),
    );
    expect(document).toEqual(checkedIn);
  });

  it('lists every route once', () => {
    const operations = Object.values(document.paths ?? {}).flatMap((path: object) =>
      Object.values(path).map((operation: { operationId: string }) => operation.operationId),
    );
    expect(operations.toSorted()).toEqual(Object.keys(ROUTES).toSorted());
  });
});
