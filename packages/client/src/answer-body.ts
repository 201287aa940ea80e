import { ContractError, type ContractIssue } from './contract-error.ts';

/** A schema of the contract, as far as it is needed to read an answer. */
export interface Shape<Value> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: Value }
    | { readonly success: false; readonly error: { readonly issues: readonly ShapeIssue[] } };
}

interface ShapeIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * The body of an answer, of the shape that the contract gives it. What the contract does not name is dropped.
 *
 * @throws {ContractError} when it is no JSON or has another shape.
 */
export async function readBody<Value>(response: Response, shape: Shape<Value>): Promise<Value> {
  const { status } = response;
  const text = await response.text();
  const parsed = shape.safeParse(parseJson(text, status));
  if (!parsed.success) throw new ContractError(status, parsed.error.issues.map(contractIssue));
  return parsed.data;
}

function parseJson(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = text === '' ? 'no body' : 'a body that is not JSON';
    throw new ContractError(status, [{ path: '', message }], { cause });
  }
}

function contractIssue({ path, message }: ShapeIssue): ContractIssue {
  return { path: path.map(String).join('.'), message };
}
