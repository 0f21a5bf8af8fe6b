# str, bytes, bytearray, format and %: random calls from a fixed sequence of numbers, each result printed.
seed = 2024; N = 2500
def rnd(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 33) % n
AL = ["a","b"," ","A","é","😀","\n","\t","'","1","ß","Σ","\u2003","x","\x85","-","+","."]
def text(k=8):
    m = rnd(3); al = AL[:3] if m==0 else AL[:5] if m==1 else AL
    return "".join(al[rnd(len(al))] for _ in range(rnd(k)))
def byt(k=8):
    al = b"ab A\xe9\n\t'1\xff-" ; m = 3 if rnd(2) else len(al)
    return bytes(al[rnd(m)] for _ in range(rnd(k)))
def num(): return [0,1,-1,2,3,5,-2,-5,7,10,100,-100,None][rnd(13)]
def idx(): return [0,1,-1,2,3,5,-2,-5,7,10,100,-100][rnd(12)]
def run(f):
    try: r = f()
    except Exception as e: r = type(e).__name__ + ": " + str(e)
    print(ascii(r))
SM = {"find":2,"rfind":2,"index":2,"rindex":2,"count":2,"startswith":2,"endswith":2}
def s_case():
    s = text(20) if rnd(4) else text(8)*rnd(20)
    k = rnd(28)
    if k < 7:
        n = list(SM)[k]; a = [text(4)] + [num() for _ in range(rnd(3))]
        if k == 4 : pass
        run(lambda: getattr(s,n)(*a))
    elif k == 7: a=[text(3) or None] + ([idx()] if rnd(2) else []); run(lambda: s.split(*a))
    elif k == 8: a=[text(3) or None] + ([idx()] if rnd(2) else []); run(lambda: s.rsplit(*a))
    elif k == 9: run(lambda: s.splitlines(rnd(2)))
    elif k == 10: a=text(3); run(lambda: s.partition(a)); run(lambda: s.rpartition(a))
    elif k == 11: a=[text(3),text(4)]+([idx()] if rnd(2) else []); run(lambda: s.replace(*a))
    elif k == 12: a=text(4); run(lambda: (s.strip(a), s.lstrip(a), s.rstrip(a), s.strip(), s.lstrip(), s.rstrip()))
    elif k == 13: w=idx(); c=AL[rnd(len(AL))]; run(lambda: (s.center(w,c), s.ljust(w,c), s.rjust(w,c), s.zfill(w)))
    elif k == 14: run(lambda: s.expandtabs(idx()))
    elif k == 15: run(lambda: (s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold()))
    elif k == 16: run(lambda: [getattr(s,n)() for n in ("isalnum","isalpha","isascii","isdecimal","isdigit","isidentifier","islower","isnumeric","isprintable","isspace","istitle","isupper")])
    elif k == 17: a,b,c=num(),num(),num(); run(lambda: s[a:b:c])
    elif k == 18: a=idx(); run(lambda: s[a])
    elif k == 19: run(lambda: repr(s)); run(lambda: [c for c in s])
    elif k == 20: l=[text(4) for _ in range(rnd(5))]; run(lambda: s.join(l))
    elif k == 21: t=text(20); run(lambda: (s<t, s<=t, s==t, s!=t, s>t, s>=t, t in s, s in t, hash(s)==hash(t)))
    elif k == 22: t=text(20); n=rnd(6)-1; run(lambda: (s+t, s*n, len(s+t)))
    elif k == 23: x,y=text(4),text(4); run(lambda: s.translate(str.maketrans(x,(y+x)[:len(x)],text(2))))
    elif k == 24:
        e=["utf-8","ascii","latin-1","utf-16","utf-32-be","utf-16-le"][rnd(6)]; h=["strict","ignore","replace","backslashreplace","xmlcharrefreplace"][rnd(5)]
        run(lambda: s.encode(e,h)); run(lambda: s.encode(e,h).decode(e,h if h!="xmlcharrefreplace" else "strict"))
    elif k == 25: a=text(3); run(lambda: (s.removeprefix(a), s.removesuffix(a)))
    elif k == 26:
        u = s
        for i in range(rnd(8)):
            u += text(5)
            if u: u[rnd(len(u))]
        run(lambda: (u, len(u), u[-1:], u[len(u)//2:]))
    else: run(lambda: s.startswith((text(2),text(1)), idx()))
def b_case():
    T = bytes if rnd(2) else bytearray
    s = T(byt(20)); k = rnd(22)
    if k < 7:
        n = list(SM)[k]; a = [byt(4) if rnd(4) or k>4 else rnd(256)] + [num() for _ in range(rnd(3))]; run(lambda: getattr(s,n)(*a))
    elif k == 7: a=[byt(3) or None] + ([idx()] if rnd(2) else []); run(lambda: s.split(*a)); run(lambda: s.rsplit(*a))
    elif k == 8: run(lambda: s.splitlines(rnd(2)))
    elif k == 9: a=byt(3); run(lambda: s.partition(a)); run(lambda: s.rpartition(a))
    elif k == 10: a=[byt(3),byt(4)]+([idx()] if rnd(2) else []); run(lambda: s.replace(*a))
    elif k == 11: a=byt(4); run(lambda: (s.strip(a), s.lstrip(a), s.rstrip(a), s.strip()))
    elif k == 12: w=idx(); run(lambda: (s.center(w,b"."), s.ljust(w), s.rjust(w,b"x"), s.zfill(w), s.expandtabs(w)))
    elif k == 13: run(lambda: (s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.hex(), s.hex(":",idx())))
    elif k == 14: a,b,c=num(),num(),num(); run(lambda: s[a:b:c])
    elif k == 15: l=[byt(4) for _ in range(rnd(5))]; run(lambda: s.join(l))
    elif k == 16: t=byt(20); run(lambda: (s<t, s<=t, s==t, s!=t, s>t, s>=t, t in s, s+t, s*rnd(4)))
    elif k == 17:
        e=["utf-8","ascii","latin-1","utf-16","utf-32-be","utf-16-le"][rnd(6)]; h=["strict","ignore","replace","backslashreplace","surrogateescape"][rnd(5)]
        run(lambda: s.decode(e,h))
    else:
        s = bytearray(s)
        for _ in range(rnd(10)):
            q = rnd(9); a,b,c=num(),num(),num(); v=byt(6)
            def op():
                nonlocal s
                if q==0: s.append(rnd(256))
                elif q==1: s[a:b]=v
                elif q==2: s[a:b:c]=v
                elif q==3: del s[a:b:c]
                elif q==4: s.insert(a or 0, 7)
                elif q==5: return s.pop(a or 0)
                elif q==6: s.extend(v)
                elif q==7: s[a or 0]=9
                else: s += v
            run(op)
        run(lambda: s)
def spec():
    al="<>^=+- #0,_.z19dsxXobeEfFgGn%c"; r=""
    if rnd(3)==0: r+=AL[rnd(len(AL))]
    if rnd(2): r+="<>^="[rnd(4)]
    if rnd(4)==0: r+="+- "[rnd(3)]
    if rnd(8)==0: r+="z"
    if rnd(5)==0: r+="#"
    if rnd(5)==0: r+="0"
    if rnd(2): r+=str(rnd(15))
    if rnd(6)==0: r+=",_"[rnd(2)]
    if rnd(3)==0: r+="."+str(rnd(6))
    if rnd(2): r+="dsxXobeEfFgG%cn"[rnd(15)]
    return r
def value(): return [0,5,-17,255,10**20,1.5,-0.0,1e10,3.14159,float("inf"),"abc","é","",True,None,[1,"x"],-1.0,123456789,7,97][rnd(20)]
def f_case():
    k=rnd(4)
    if k==0:
        v=value(); sp=spec(); run(lambda: format(v,sp))
    elif k==1:
        flags="".join("-+ #0"[rnd(5)] for _ in range(rnd(3))); w=str(rnd(12)) if rnd(2) else ""; p="."+str(rnd(8)) if rnd(3)==0 else ""; c="diouxXeEfFgGcrsa%y"[rnd(18)]
        f="<%"+flags+w+p+c+">"; v=value(); run(lambda: f % v if not isinstance(v,list) else f % (v,))
        if c in "dxXofgec": fb=f.encode(); run(lambda: fb % (v,))
    elif k==2:
        al=["{","}","0","1","a",":","!","r","s",".","[","]","x",">","5","{}","{0}","{a}"]; f="".join(al[rnd(len(al))] for _ in range(rnd(10)))
        run(lambda: f.format(1,"two",a=[3],x={"0":"z"}))
    else:
        al=["%","s","d","(a)","5",".","*","x","%%","%s","%d","-"," "]; f="".join(al[rnd(len(al))] for _ in range(rnd(8)))
        v=[(1,2),(1,),{"a":"q"},5,"s",()][rnd(6)]; run(lambda: f % v)
for i in range(N):
    (s_case,s_case,b_case,f_case)[rnd(4)]()
