import { mix } from '../../../bench/simulation/noise.ts';
import { searchHistory, blamed } from './history.ts';
import { seededRandom } from '../../../src/stats/random.ts';
const runs=Number(process.argv[2]??300), k=Number(process.argv[3]??16);
const spec=(process.argv[4]??'x:0.15').split(',').map(s=>s.split(':'));
let right=0,visits=0,builds=0,max=0; const wrong:string[]=[];
for(let run=0;run<runs;run++){
  const pick=seededRandom('pick'+run+k);
  const changes:Record<number,number>={}; for(const [a,c] of spec) changes[a==='x'?1+Math.floor(pick()*k):Number(a)]=Number(c);
  const out=await searchHistory('run '+run+' '+k+process.argv[4],{commits:k,changes,noise:mix({independent:.06,drifting:.06,outliers:.05}), allServed: process.argv[5]==='all'});
  const want=Object.keys(changes).join(' ');
  if(blamed(out).join(' ')===want) right++; else wrong.push(want+' → '+(blamed(out).join(' ')||'none')+' | '+out.segments.map(s=>`${s.low}-${s.high}:${s.change?.effect.toFixed(0)} t${s.change?.t.toFixed(1)}`).join(' ')+' v'+out.visits);
  visits+=out.visits;builds+=out.builds;max=Math.max(max,out.visits);
}
console.log({k,spec:process.argv[4],right:right/runs,visits:visits/runs,builds:builds/runs,max}); console.log(wrong.slice(0,14).join('\n'));
