#!/usr/bin/env python3.11
# SPDX-License-Identifier: MIT
# usage: random_programs.py OURO FIRST LAST
# Random functions of nested loops, try, with, generators and expressions over objects that tell when they are used and
# when they go: what Ouro prints must be what /usr/bin/python3.11 prints, order of release included. A program that
# differs is kept beside the place of the call as random_N.py.
#
# One difference is CPython's own: an unbound local right after a store may be reported for the line of the store.
import random
import subprocess
import sys

HEAD='''
import sys, gc
gc.disable()
out=[]
def p(*a):
    out.append(" ".join(str(x) for x in a))
class N:
    def __init__(s,n): s.n=n
    def __del__(s): p("-"+s.n)
    def __add__(s,o): return N(s.n+"+"+getattr(o,"n",type(o).__name__))
    def __lt__(s,o): p("lt",s.n,getattr(o,"n",type(o).__name__)); return len(s.n)%2==0
    def __eq__(s,o): p("eq",s.n); return False
    __hash__=None
    def __bool__(s): p("bool",s.n); return len(s.n)%3!=0
    def __getitem__(s,i): p("get",s.n); return N(s.n+"[]")
    def __setitem__(s,i,v): p("set",s.n)
    def __call__(s,*a,**k): p("call",s.n,len(a),sorted(k)); return N("r"+s.n)
    def m(s,*a): p("m",s.n); return N("m"+s.n)
    def __iter__(s): p("iter",s.n); yield N(s.n+"0"); yield N(s.n+"1")
    def __contains__(s,o): p("in",s.n); return True
    def __format__(s,f): p("fmt",s.n,f); return s.n
class M(N):
    def __init__(s,n,sw): s.n=n; s.sw=sw
    def __enter__(s): p("enter",s.n); return N("e"+s.n)
    def __exit__(s,t,v,tb): p("exit",s.n,t.__name__ if t else None); return s.sw
class E1(Exception):
    def __init__(s,n): s.o=N("exc"+n)
class E2(E1): pass
cnt=[0]
def c():
    cnt[0]+=1
    return cnt[0]%3==0
def boom(n,*a):
    cnt[0]+=1
    if cnt[0]%5==0: raise E1(n)
    if cnt[0]%7==0: raise E2(n)
    return N("b"+n)
'''
class G:
    def __init__(s,r): s.r=r; s.k=0
    def n(s):
        s.k+=1
        return 'n%d'%s.k
    def name(s): return s.r.choice(['a','b','d','e'])
    def expr(s,d):
        r=s.r
        if d<=0:
            return r.choice([s.name(), "N('%s')"%s.n(), "N('%s')"%s.n(), "boom('%s')"%s.n(), str(r.randint(0,300)), 'None'])
        k=r.randint(0,20)
        e=lambda: s.expr(d-1)
        if k==0: return '(%s + %s)'%(e(),e())
        if k==1: return '(%s and %s)'%(e(),e())
        if k==2: return '(%s or %s or %s)'%(e(),e(),e())
        if k==3: return '(%s if %s else %s)'%(e(),s.cond(d-1),e())
        if k==4: return "N('%s')[%s]"%(s.n(),e())
        if k==5: return '(%s, %s)'%(e(),e())
        if k==6: return '[%s, *N("%s"), %s]'%(e(),s.n(),e())
        if k==7: return '{1: %s, 2: %s}'%(e(),e())
        if k==8: return 'N("%s")(%s, *[%s], k=%s)'%(s.n(),e(),e(),e())
        if k==9: return 'N("%s").m(%s)'%(s.n(),e())
        if k==10: return '[%s for y in N("%s")]'%(r.choice(['y','(y, %s)'%s.name(), 'boom("%s")'%s.n()]),s.n())
        if k==11: return '(%s := %s)'%(s.name(),e())
        if k==12: return '(%s < %s < %s)'%(e(),e(),e())
        if k==13: return "f'{N(\"%s\")}{%s}{N(\"%s\"):>{5}}'"%(s.n(),s.name(),s.n())
        if k==14: return '(lambda q: (q, %s))(%s)'%(s.name(),e())
        if k==15: return 'N("%s")(%s, z=%s)'%(s.n(),e(),e())
        if k==16: return '(%s not in N("%s"))'%(e(),s.n())
        if k==17: return 'list(y for y in N("%s") if %s)'%(s.n(),s.cond(0))
        if k==18: return '(%s + (%s := %s))'%(s.name(),s.name(),e())
        return e()
    def cond(s,d):
        r=s.r
        if d<=0: return r.choice(['c()','c()',s.name()+' is None','not c()',s.name()+' is not None'])
        k=r.randint(0,7)
        q=lambda: s.cond(d-1)
        if k==0: return '(%s and %s)'%(q(),q())
        if k==1: return '(%s or %s)'%(q(),q())
        if k==2: return 'not %s'%q()
        if k==3: return '(%s if %s else %s)'%(q(),q(),q())
        if k==4: return 'N("%s") < %s < N("%s")'%(s.n(),s.expr(0),s.n())
        if k==5: return s.expr(d-1)
        if k==6: return 'cnt[0] > %d'%r.randint(0,50)
        return q()
    def block(s,d,ind,loop,fn):
        out=[]
        for _ in range(s.r.randint(1,3)): out+=s.stmt(d,ind,loop,fn)
        return out
    def stmt(s,d,ind,loop,fn):
        r=s.r; I='    '*ind
        k=r.randint(0,24) if d>0 else r.randint(0,12)
        if k<=1: return [I+'%s = %s'%(s.name(),s.expr(2))]
        if k==2: return [I+'p("s%d")'%r.randint(0,99)]
        if k==3: return [I+s.expr(2)]
        if k==4: return [I+r.choice(['%s, %s = %s, %s'%(*s.r.sample('abde',2),s.expr(1),s.expr(1)),
                                    '%s, %s = %s, %s'%(*s.r.sample('abde',2),s.name(),s.name()),
                                    '%s, *%s = N("%s")'%(*s.r.sample('abde',2),s.n()),
                                    '%s = %s = %s'%(s.name(),s.name(),s.expr(1)),
                                    'N("%s")[%s] = %s'%(s.n(),s.expr(0),s.expr(1)),
                                    'try: %s += %s\n%sexcept (TypeError, AttributeError): p("te")'%(s.name(),s.expr(1),I)])]
        if k==5 and loop: return [I+'if %s: break'%s.cond(1)]
        if k==6 and loop: return [I+'if %s: continue'%s.cond(1)]
        if k==7: return [I+'if %s: return %s'%(s.cond(1),s.expr(1))]
        if k==8: return [I+'boom("%s")'%s.n()]
        if k==9: return [I+'if c(): raise E2("%s")'%s.n()]
        if k==10: return [I+'try: del %s\n%sexcept NameError as x: p(type(x).__name__)'%(s.name(),I)]
        if k==11: return [I+'%s = %s'%(s.name(), s.name())]
        if k==12: return [I+'return %s'%s.expr(1)] if r.random()<.2 else [I+'pass']
        if k in(13,14):
            o=[I+'if %s:'%s.cond(2)]+s.block(d-1,ind+1,loop,fn)
            if r.random()<.4: o+=[I+'elif %s:'%s.cond(1)]+s.block(d-1,ind+1,loop,fn)
            if r.random()<.5: o+=[I+'else:']+s.block(d-1,ind+1,loop,fn)
            return o
        if k in(15,16):
            o=[I+'for %s in %s:'%(r.choice([s.name(),s.name(),'(%s, %s)'%(s.name(),s.name())]) , r.choice(['N("%s")'%s.n(),'range(3)','[N("%s"), N("%s")]'%(s.n(),s.n())]))]+s.block(d-1,ind+1,True,fn)
            if r.random()<.3: o+=[I+'else:']+s.block(d-1,ind+1,loop,fn)
            return ([I+'try:']+['    '+x.replace('\n','\n    ') for x in o]+[I+'except (TypeError, ValueError) as z:',I+'    p("unp")'])
        if k==17:
            v='w%d'%ind
            return [I+v+' = 0', I+'while %s < 3 and %s:'%(v,r.choice(['True',s.cond(1)])), I+'    %s += 1'%v]+s.block(d-1,ind+1,True,fn)+([I+'else:']+s.block(d-1,ind+1,loop,fn) if r.random()<.3 else [])
        if k in(18,19,20):
            o=[I+'try:']+s.block(d-1,ind+1,loop,fn)
            if r.random()<.7:
                o+=[I+r.choice(['except E2:','except E2 as %s:'%s.name(),'except E1 as x:','except (E2, KeyError) as x:'])]+s.block(d-1,ind+1,loop,fn)
                if r.random()<.4: o+=[I+r.choice(['except:','except E1 as %s:'%s.name()])]+s.block(d-1,ind+1,loop,fn)
                if r.random()<.3: o+=[I+'else:']+s.block(d-1,ind+1,loop,fn)
                if r.random()<.4: o+=[I+'finally:']+s.block(d-1,ind+1,loop,fn)
            else: o+=[I+'finally:']+s.block(d-1,ind+1,loop,fn)
            return o
        if k in (21,22):
            it=lambda: 'M("%s", %s)'%(s.n(),r.choice(['True','False','c()']))+r.choice(['',' as '+s.name(),' as '+s.name()])
            return [I+'with %s:'%', '.join(it() for _ in range(r.randint(1,2)))]+s.block(d-1,ind+1,loop,fn)
        if k==23: return [I+'def inner():', I+'    return %s'%s.name(), I+'try: p(inner() is None)\n%sexcept NameError: p("ne")'%I]
        if k==24 and fn=='gen': return [I+'%s = yield %s'%(s.name(),s.expr(1))]
        return [I+'pass']
    def prog(s):
        o=[]
        for i in range(6):
            kind=s.r.choice(['f','f','gen'])
            o+=['def f%d(a0,b0=None):'%i,'    a=a0; b=b0; del a0, b0']
            if s.r.random()<.7: o+=['    d = e = None']
            o+=s.block(4,1,False,kind)
            if kind=='gen': o+=['    yield 1']
        for i in range(6):
          for k in range(3):
            o+=['p("## f%d.%d")'%(i,k),'try:','    g = f%d(N("A"), N("B"))'%i,
              '    if hasattr(g,"__next__") and hasattr(g,"send"):','        for z in range(3):','            g.send(None)','    p("done", type(g).__name__)',
              'except Exception as x: p("EXC", type(x).__name__, str(x) if isinstance(x,(TypeError,NameError)) and "0x" not in str(x) else "", type(x.__context__).__name__, x.__traceback__.tb_lineno, x.__traceback__.tb_next and x.__traceback__.tb_next.tb_lineno)',
              'g = None']
        o+=['print("\\n".join(out))']
        return '\n'.join(o)+'\n'


def output(command, path, seconds):
    return subprocess.run([command, path], capture_output=True, text=True, timeout=seconds).stdout


ouro, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
bad = 0
for seed in range(first, last):
    path = f"random_{seed}.py"
    with open(path, "w") as file:
        file.write(HEAD + G(random.Random(seed)).prog())
    wanted, got = output("/usr/bin/python3.11", path, 30).splitlines(), output(ouro, path, 120).splitlines()
    if wanted != got:
        bad += 1
        at = next((i for i, pair in enumerate(zip(wanted, got)) if pair[0] != pair[1]), min(len(wanted), len(got)))
        print(f"{path}: line {at + 1}: wanted {wanted[at:at + 1]}, got {got[at:at + 1]}")
    else:
        subprocess.run(["rm", path], check=True)
print(f"{bad} of {last - first} differ")
sys.exit(bad != 0)
