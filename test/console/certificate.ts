/** A certificate for the practice hosts: made at start, kept in memory, trusted by nobody. */
import { generate } from 'selfsigned';

/** The hosts the practice console answers for. */
export const HOSTS = [
  'toutapp.com',
  'www.toutapp.com',
  'app-sj01.marketo.com',
  'app-ab12.marketo.com',
] as const;

/** Makes a key and a self-signed certificate for {@link HOSTS}. */
export async function makeCertificate(): Promise<{ key: string; cert: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: HOSTS[0] }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames: HOSTS.map((value) => ({ type: 2 as const, value })) },
    ],
  });
  return { key, cert };
}
