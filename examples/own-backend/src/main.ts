import { existsSync } from 'node:fs';
import { createBackend } from './backend.ts';

const port = Number(process.env.PORT ?? 3001);
if (existsSync(new URL(import.meta.resolve('@post-purchase/widgets/cdn/post-purchase.js')))) {
  createBackend().listen(port, () => {
    console.log(`Harbor & Kiln is open: http://localhost:${port}`);
  });
} else {
  console.error('The widgets are not built yet. Run `npm run build` in the root of the repository first.');
  process.exitCode = 1;
}
