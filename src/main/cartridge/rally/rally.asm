;==============================================================================
; RALLY - an original paddle game for the Atari 2600 (4 KB, NTSC)
;
; Licence: CC0 1.0 Universal (public domain dedication).  To the extent possible
; under law the authors waive all rights to this file and to its binary.
; Assemble:  dasm rally.asm -f3 -orally.bin
;
; THE GAME
;   You are the right paddle, the console plays the left one.  Who lets the ball
;   pass gives the other a point; first to eleven wins.  Where the ball meets a
;   paddle decides the angle at which it leaves, the number of hits in the rally
;   decides its speed.  The machine follows the ball, no faster than its legs
;   carry it; it tires with every return, grows dark, and after WEARY returns lets
;   the ball pass, so a rally cannot last for ever.
;   SELECT chooses the ball (0 ordinary, 1 quick from the start), RESET starts a
;   game, the left difficulty switch in position A gives the machine better legs
;   and more daring, the right one in position A leaves you half a paddle.
;
;   How the 2600 makes a picture is told at the top of ../crossing/crossing.asm.
;   What is different here: nothing but the ball ever changes its column, so the
;   sprites and the net (missile 1) are put in their places once, at power-on.
;   The scores stand right above the paddles because they are the same sprites.
;
; HOW THE ARCADE LEARNING ENVIRONMENT (ALE) READS IT
;   A cartridge with an unknown checksum in a file called pong.bin is played by
;   ALE's rules for "pong", with a joystick.  These read three cells of RAM:
;       RAM 13  ($8D)  the machine's points
;       RAM 14  ($8E)  the player's points
;       RAM 22  ($96)  game mode 0..1: ALE presses SELECT until it is the one asked for
;   The game is over when either has 21.  A shorter game is wanted: both start at
;   10, and the picture shows what was added.  The reward is the growth of
;   player - machine, and that is 0 at the start, as it should be.
;   RIGHT moves the paddle up, LEFT down (as in Pong); FIRE does nothing.
;   The cells $80-$96 below are the whole state of the game; nothing is random.
;==============================================================================
        processor 6502

; ---- tuning: docs/rally.md has what these give --------------------------------
PAUSE   = 12            ; frames before a serve
FIRST   = 10            ; points that both start with
LAST    = 21            ; points that win
WEARY   = 5             ; returns after which the machine lets the ball pass
VBTIME  = 43            ; timer for VBLANK, units of 64 cycles
; (the machine's legs, the ball's speeds and angles are tables at the end)

; ---- TIA, written ---------------------------------------------------------------
VSYNC   = $00
VBLANK  = $01
WSYNC   = $02
NUSIZ0  = $04           ; sprite size 0 plain, 5 double; missile width in bits 4-5
NUSIZ1  = $05
COLUP0  = $06           ; colours: high 4 bits hue, low 4 bits brightness
COLUP1  = $07
COLUPF  = $08           ; playfield and ball
CTRLPF  = $0A           ; bit 2: ball and playfield before sprites; bits 4-5: ball width
PF0     = $0D
PF1     = $0E
PF2     = $0F
RESP0   = $10           ; RESP1, RESM0, RESM1, RESBL follow
AUDC0   = $15           ; sound: waveform, pitch, volume
AUDF0   = $17
AUDV0   = $19
GRP0    = $1B           ; the 8 pixels of sprite 0 and 1
GRP1    = $1C
ENAM1   = $1E
ENABL   = $1F
HMP0    = $20           ; HMP1, HMM0, HMM1, HMBL follow
HMOVE   = $2A
HMCLR   = $2B
; ---- RIOT: joystick, console switches, timer -----------------------------------
SWCHA   = $0280         ; bit 7 right, bit 6 left; 0 = pressed
SWCHB   = $0282         ; bit 0 RESET, bit 1 SELECT (0 = pressed), bits 6 and 7 difficulty
INTIM   = $0284
TIM64T  = $0296

; ---- RAM.  "RAM n" of a learner is address $80+n ---------------------------------
; The state of the game.  Heights are lines of the field, 0 = the one below the wall; the
; picture shows them to two lines.
bx      = $80           ; RAM 0    ball's left column
bxf     = $81           ; RAM 1    its fraction, 1/256 column
by      = $82           ; RAM 2    ball's top line 0..BYMAX
byf     = $83           ; RAM 3    its fraction, 1/256 line
vxh     = $84           ; RAM 4    speed to the right, signed 8.8: whole columns a frame
vxl     = $85           ; RAM 5    and 1/256
vyh     = $86           ; RAM 6    speed downwards, signed 8.8: whole lines a frame
vyl     = $87           ; RAM 7    and 1/256
py      = $88           ; RAM 8    top line of the player's paddle 0..PYMAX, even
my      = $89           ; RAM 9    top line of the machine's paddle 0..PYMAX
myf     = $8A           ; RAM 10   its fraction, 1/256 line
pause   = $8B           ; RAM 11   frames before the serve, 0 = the ball is in play
hits    = $8C           ; RAM 12   how fast the ball is, 0..7: grows with every hit
mpts    = $8D           ; RAM 13   machine's points, FIRST..LAST
ppts    = $8E           ; RAM 14   player's points
tired   = $8F           ; RAM 15   returns of the machine in this rally, 0..WEARY
aim     = $90           ; RAM 16   how far above the ball's top the machine wants its own
snd     = $91           ; RAM 17   sound left
selPrev = $92           ; RAM 18   SELECT switch in the last frame
mode    = $96           ; RAM 22   0 ordinary ball, 1 quick ball
; Scratch of a frame, worked out again from the state in every frame:
pm      = $A0           ; +1  machine's picture, less its row
pp      = $A2           ; +1  player's picture
pb      = $A4           ; +1  ball's picture
dm      = $A6           ; +1  picture of the machine's points
dp      = $A8           ; +1  picture of the player's points
tmp     = $AA

; ---- geometry --------------------------------------------------------------------
LINES   = 160
ROWS    = LINES/2       ; what the kernel draws: two lines alike
PADH    = 16            ; lines of a paddle
BALLH   = 4             ; lines of the ball; it is 4 columns wide
PYMAX   = LINES-PADH
BYMAX   = LINES-BALLH
PSPD    = 2             ; lines a frame of the player's paddle; divides PYMAX/2
MX      = 16            ; the machine's paddle is columns 16..19
PX      = 140           ; the player's, 140..143
NETX    = 79            ; the net, 79..80
CONTACT = PADH+BALLH-1  ; 19 ways in which ball and paddle can touch

        ORG $F000
;==============================================================================
; Power-on: clear everything (RAM is random on a real machine), put the sprites and
; the net in their columns for good, start a game.
;==============================================================================
Start   sei
        cld
        ldx #0
        txa
.clr    sta $00,x       ; TIA at $00-$7F, RAM at $80-$FF
        inx
        bne .clr
        dex
        txs             ; stack at $FF
        lda #MX-1       ; (sprites appear one column later than missiles and ball)
        ldx #0
        jsr PosX
        lda #PX-1
        inx
        jsr PosX
        lda #NETX
        ldx #3
        jsr PosX
        sta WSYNC
        sta HMOVE
        jsr Return      ; HMCLR no sooner than 24 cycles after HMOVE
        jsr Return
        sta HMCLR
        lda #>PadTab    ; the pictures' pages never change
        sta pm+1
        sta pp+1
        lda #>BallTab
        sta pb+1
        lda #>Points
        sta dm+1
        sta dp+1
        lda #$C8        ; player and net green, ball and walls white
        sta COLUP1
        lda #$0E
        sta COLUPF
        lda #%00100100  ; ball 4 columns wide, before the net
        sta CTRLPF
        jsr NewGame

;==============================================================================
; One frame.
;==============================================================================
Frame   lda #2
        sta WSYNC
        sta VBLANK
        sta VSYNC       ; 3 lines of VSYNC
        sta WSYNC
        sta WSYNC
        lda #0
        sta WSYNC
        sta VSYNC
        lda #VBTIME
        sta TIM64T      ; 37 lines of VBLANK, measured by the timer
        jsr Logic
; What the kernels need, worked out from the state of the game.
        lda my          ; pointer = picture + ROWS - row, there are ROWS empty rows above
        lsr
        eor #$FF        ; minus row, less 1
        sec
        adc #ROWS
        sta pm
        lda by
        lsr
        eor #$FF
        sec
        adc #ROWS
        sta pb
        lda py
        lsr
        eor #$FF
        sec
        adc #ROWS
        bit SWCHB       ; N = bit 7, right difficulty A: the short paddle's picture
        bpl .long
        clc
        adc #PADH/2+ROWS
.long   sta pp
        lda mpts        ; the pictures of 10, 11.. points are 8 bytes each
        asl
        asl
        asl
        sta dm
        lda ppts
        asl
        asl
        asl
        sta dp
        ldx tired
        lda Fade,x
        sta COLUP0
        lda #5          ; double width for the scores
        sta NUSIZ0
        lda #$15        ; and a missile, the net, of 2 columns
        sta NUSIZ1
        lda bx
        ldx #4
        jsr PosX
        sta WSYNC
        sta HMOVE
.vb     sta WSYNC       ; look at the timer once a line
        lda INTIM
        bne .vb
        sta WSYNC
        sta VBLANK      ; A = 0: beam on, 192 lines of picture begin

; ---- 20 lines: the scores ---------------------------------------------------------
        ldy #7          ; 8 rows of 2 lines, pictures are stored bottom row first
        sta WSYNC
.score  lda (dp),y
        tax
        lda (dm),y
        sta WSYNC
        sta GRP0        ;3
        stx GRP1        ;6
        sta WSYNC
        dey
        bpl .score
        iny             ; Y = 0
        sta WSYNC
        sty GRP0
        sty GRP1
        sty NUSIZ0
        lda #$10
        sta NUSIZ1
        sta WSYNC
; ---- 4 lines: the wall -------------------------------------------------------------
        ldx #$FF
        sta WSYNC
        stx PF0         ;3
        stx PF1         ;6
        stx PF2         ;9
        sta WSYNC
        sta WSYNC
        sta WSYNC
; ---- 160 lines: 80 rows of two, Y = row ------------------------------------------------
; Row 0 also ends the wall; everything it needs is fetched in the line before.
        lda (pm),y
        sta tmp
        lda (pp),y
        tax
        lda (pb),y
        sta WSYNC
        sty PF0         ;3
        sty PF1         ;6
        sty PF2         ;9
        sta ENABL       ;12
        stx GRP1        ;15
        lda tmp         ;18
        sta GRP0        ;21
        iny
        ldx #2          ; X = the net: 2 in four rows, 0 in the next four
        stx ENAM1       ;    (its column 79 is cycle 49)
        sta WSYNC
        jmp .rows
.band   lda (pm),y
        sta WSYNC
        sta GRP0        ;3
        stx ENAM1       ;6
        lda (pp),y      ;11
        sta GRP1        ;14
        lda (pb),y      ;19
        sta ENABL       ;22
        iny
        sta WSYNC
.rows   REPEAT 3
        lda (pm),y
        sta WSYNC
        sta GRP0        ;3
        lda (pp),y      ;8
        sta GRP1        ;11
        lda (pb),y      ;16
        sta ENABL       ;19
        iny
        sta WSYNC
        REPEND
        txa
        eor #2
        tax
        cpy #ROWS
        bne .band

; ---- 4 lines: the wall -------------------------------------------------------------
        ldx #$FF
        lda #0
        sta WSYNC
        stx PF0         ;3
        stx PF1         ;6
        stx PF2         ;9
        sta GRP0        ;12
        sta GRP1        ;15
        sta ENABL       ;18
        sta WSYNC
        sta WSYNC
        sta WSYNC
        sta WSYNC
        sta PF0         ;3
        sta PF1         ;6
        sta PF2         ;9
        sta WSYNC
        sta WSYNC
        sta WSYNC

; ---- 30 lines of overscan ------------------------------------------------------------
        lda #2
        sta WSYNC
        sta VBLANK      ; beam off
        ldx #29
.os     sta WSYNC
        dex
        bne .os
        jmp Frame

;==============================================================================
; PosX: put object X (0, 1 sprites, 2, 3 missiles, 4 ball) at column A, after the next
; HMOVE.  Takes one line.
;==============================================================================
        ALIGN 16        ; the loop must not cross a page: a taken branch would cost more
PosX    clc             ; the first turn of the loop ends at column 3
        adc #4
        sec
        sta WSYNC
.p      sbc #15         ; 5 cycles = 15 columns a turn
        bcs .p
        eor #7
        asl
        asl
        asl
        asl
        sta HMP0,x
        sta RESP0,x
Return  rts

;==============================================================================
; NewGame, Serve: the state at the start of a game, of a rally.
;==============================================================================
NewGame lda #FIRST
        sta mpts
        sta ppts
        lda #PYMAX/2
        sta py
        lda #0
        sta snd
        sta AUDV0
Serve   lda #PAUSE
        sta pause
        lda #78         ; from the net
        sta bx
        lda #PYMAX/2    ; the machine waits in the middle: no serve is out of its reach
        sta my
        lda #0
        sta myf
        sta bxf
        sta byf
        sta tired
        lda mode        ; the quick ball starts as fast as another after 3 hits
        beq .slow
        lda #3
.slow   sta hits
        clc             ; the points played decide how: X = 0..7
        lda mpts
        adc ppts
        and #7
        tax
        lda ServeY,x
        sta by
        lda ServeLo,x
        sta vyl
        lda ServeHi,x
        sta vyh
        jsr NewAim
        txa
        ldx hits
        lsr
        bcs ToLeft      ; in turn: to the player, to the machine

; ToRight, ToLeft: send the ball off with the speed of X hits.
ToRight lda SpdLo,x
        sta vxl
        lda SpdHi,x
        sta vxh
        rts
ToLeft  sec
        lda #0
        sbc SpdLo,x
        sta vxl
        lda #0
        sbc SpdHi,x
        sta vxh
        rts

;==============================================================================
; Logic: one frame of the game.
;==============================================================================
Logic   lda SWCHB
        and #2
        tay             ; Y = SELECT now, 0 = pressed
        lda SWCHB
        lsr
        bcs .nores
        sty selPrev
        jmp NewGame     ; RESET is held
.nores  cpy selPrev
        beq .nosel
        sty selPrev
        tya
        bne .nosel      ; let go
        lda mode        ; pressed: the other mode
        eor #1
        sta mode
        jmp NewGame
.nosel  lda snd
        beq .quiet
        dec snd
        lda snd
        sta AUDV0
.quiet  lda mpts
        cmp #LAST
        beq .stand
        lda ppts
        cmp #LAST
        bne .player
.stand  rts             ; over: everything stands still

.player lda SWCHA
        bmi .noup
        lda py          ; RIGHT: up
        beq .mach
        sec
        sbc #PSPD
        sta py
        jmp .mach
.noup   asl
        bmi .mach
        lda py          ; LEFT: down
        cmp #PYMAX
        beq .mach
        adc #PSPD       ; carry is clear
        sta py

; The machine goes to where its chosen part of the paddle meets the ball's height.
.mach   ldx tired
        bit SWCHB       ; V = bit 6, left difficulty A: better legs
        bvc .legs
        txa
        ora #8
        tax
.legs   sec
        lda by
        sbc aim
        bcs .t0
        lda #0
.t0     cmp #PYMAX
        bcc .t1
        lda #PYMAX
.t1     sta tmp         ; the line it wants
        cmp my
        beq .ball
        bcc .mup
        clc
        lda myf
        adc LegsLo,x
        sta myf
        lda my
        adc LegsHi,x
        cmp tmp
        bcc .my
        bcs .there
.mup    sec
        lda myf
        sbc LegsLo,x
        sta myf
        lda my
        sbc LegsHi,x
        bcc .there
        cmp tmp
        bcs .my
.there  lda tmp         ; not beyond it
.my     sta my

.ball   lda pause
        beq .move
        dec pause
        rts
.move   clc
        lda byf
        adc vyl
        sta byf
        lda by
        adc vyh
        sta by
        cmp #BYMAX+1
        bcc .across
        ldx #BYMAX      ; at a wall: below 0 or beyond the last line?
        ldy vyh
        bpl .wall
        ldx #0
.wall   stx by
        lda #0
        sta byf
        sec             ; vy = -vy
        sbc vyl
        sta vyl
        lda #0
        sbc vyh
        sta vyh
        lda #4          ; a click
        sta snd
        lda #24
        sta AUDF0
.across clc
        lda bxf
        adc vxl
        sta bxf
        lda bx
        adc vxh
        sta bx
        bit vxh
        bmi .left

        cmp #PX-3       ; to the right: at the player's paddle?
        bcc .done
        cmp #PX+4
        bcs .rout
        lda py
        ldy #0
        bit SWCHB
        bpl .whole
        ldy #PADH/4     ; the short paddle lacks a quarter at each end
.whole  jsr Touch
        bcs .done
        lda #PX-4
        sta bx
        jsr Faster
        jmp ToLeft
.rout   cmp #PX+12
        bcc .done
        inc mpts
        lda #31         ; a low tone: the machine's point
        bne .point

.left   cmp #MX+4       ; to the left: at the machine's paddle?
        bcs .done
        cmp #MX-3
        bcc .lout
        lda tired
        cmp #WEARY
        bcs .done       ; it has had enough
        lda my
        ldy #0
        jsr Touch
        bcs .done
        lda #MX+4
        sta bx
        inc tired
        clc             ; next time with another part of its paddle
        lda tired
        adc mpts
        adc ppts
        and #7
        tax
        jsr NewAim
        jsr Faster
        jmp ToRight
.lout   cmp #MX-12
        bcs .done
        inc ppts
        lda #8          ; a high tone: the player's
.point  sta AUDF0
        lda #15
        sta snd
        lda #4          ; a pure tone
        sta AUDC0
        jmp Serve
.done   rts

; NewAim: the part of its paddle that the machine wants to hit with, by X = 0..7.
NewAim  lda Aim,x
        bit SWCHB       ; V = bit 6, left difficulty A: it dares more
        bvc .aim
        lda Aim+8,x
.aim    sta aim
        rts

; Touch: does the ball touch a paddle whose top line is A and that lacks Y lines at each
; end?  Carry clear: yes, and its new angle is set.
Touch   sta tmp
        sty tmp+1
        clc
        lda by
        adc #BALLH-1
        sec
        sbc tmp         ; 0 = by the top corner .. CONTACT-1 = by the bottom corner
        cmp #CONTACT
        bcs .no         ; (a ball above it gives 115 and more)
        tax
        adc tmp+1       ; carry is clear
        cmp #CONTACT
        bcs .no
        txa
        cmp tmp+1
        bcc .miss
        lda AngleLo,x
        sta vyl
        lda AngleHi,x
        sta vyh
        clc
.no     rts
.miss   sec
        rts

; Faster: one hit more, X = hits.  A tock.
Faster  lda #6
        sta snd
        lda #12
        sta AUDF0
        lda #4
        sta AUDC0
        ldx hits
        cpx #7
        beq .most
        inx
        stx hits
.most   rts

        INCLUDE "rally_data.asm"

        ORG $FFFA
        .word Start, Start, Start
